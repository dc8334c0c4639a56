import { useEffect, useState } from "react";
import { useServices } from "./services";

const DAY_MS = 86_400_000;

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const dayAndClock = new Intl.DateTimeFormat(undefined, {
  month: "short",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
});
const full = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "short" });
const day = new Intl.DateTimeFormat(undefined, { dateStyle: "long" });
const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric" });

/** The hour today, with the day before that. */
export function shortTime(at: Date, now: Date): string {
  return at.toDateString() === now.toDateString() ? clock.format(at) : dayAndClock.format(at);
}

export function fullTime(at: Date): string {
  return full.format(at);
}

export function fullDay(at: Date): string {
  return day.format(at);
}

/** Which day of the calendar here, counted: days of 23 and of 25 hours are days like others. */
function calendarDay(at: Date): number {
  return Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / DAY_MS;
}

/** The same time of day on another day. @param days how much later; negative for earlier */
export function daysLater(at: Date, days: number): Date {
  const day = new Date(at);
  day.setDate(day.getDate() + days);
  return day;
}

/** The heading under which something from this day stands in a list that is newest first. */
export function timeGroup(at: Date, now: Date): string {
  const daysAgo = calendarDay(now) - calendarDay(at);
  if (daysAgo <= 0) {
    return "Today";
  }
  if (daysAgo === 1) {
    return "Yesterday";
  }
  if (daysAgo <= 7) {
    return "Previous 7 days";
  }
  return daysAgo <= 30 ? "Previous 30 days" : month.format(at);
}

/** The time now by the server's clock, again every minute. */
export function useNow(): Date {
  const { clock } = useServices();
  const [now, setNow] = useState(clock.now);
  useEffect(() => {
    const tick = () => setNow(clock.now());
    const timer = setInterval(tick, 60_000);
    const unsubscribe = clock.offset.subscribe(tick);
    return () => {
      clearInterval(timer);
      unsubscribe();
    };
  }, [clock]);
  return now;
}
