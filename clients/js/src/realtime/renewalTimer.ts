const RENEW_BEFORE_MS = 60_000;
const SHORTEST_MS = 5_000;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Renews a login a minute before it expires. */
export class RenewalTimer {
  readonly #renew: () => void;
  readonly #now: () => number;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param now milliseconds since 1970 */
  constructor(renew: () => void, now: () => number) {
    this.#renew = renew;
    this.#now = now;
  }

  /** @param login the result of `connect` or `authenticate`; a login without an end needs no renewal */
  schedule(login: Readonly<Record<string, unknown>>): void {
    this.cancel();
    const expiresAt = Date.parse(String(login.expires_at));
    if (Number.isNaN(expiresAt)) {
      return;
    }
    // This device's clock may be wrong; the server's own time tells how long the login lasts.
    const serverTime = Date.parse(String(login.server_time));
    const left = expiresAt - (Number.isNaN(serverTime) ? this.#now() : serverTime);
    const wait = Math.min(LONGEST_TIMER_MS, Math.max(SHORTEST_MS, left - RENEW_BEFORE_MS));
    this.#timer = setTimeout(this.#renew, wait);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
