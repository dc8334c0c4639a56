/** Where this device is, as in the IANA time zone database; null where it does not know. */
export function localTimeZone(): string | null {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions() as { timeZone?: string };
  return timeZone === undefined || timeZone === "Etc/Unknown" ? null : timeZone;
}
