import { expect, it } from "vitest";
import { exactTime, shortTime } from "./times";

const at = new Date(2025, 10, 30, 16, 5, 9);

it("says the day before today, and the year before this one", () => {
  const sameDay = shortTime(at, new Date(2025, 10, 30, 23, 59));
  const sameYear = shortTime(at, new Date(2025, 11, 1));
  const nextYear = shortTime(at, new Date(2026, 0, 1));
  expect(sameDay).not.toContain("30");
  expect(sameYear).toContain("30");
  expect(sameYear).not.toContain("2025");
  expect(nextYear).toContain("2025");
});

it("has the seconds and the zone in the exact time", () => {
  const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: "short" })
    .formatToParts(at)
    .find(({ type }) => type === "timeZoneName")?.value;
  expect(exactTime(at)).toContain(":09");
  expect(exactTime(at)).toContain(String(zone));
});
