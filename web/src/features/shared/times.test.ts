import { afterAll, expect, it } from "vitest";
import { daysLater, timeGroup } from "./times";

const zone = process.env.TZ;
process.env.TZ = "Europe/Berlin";

it("has a day of 25 hours, and one of 23", () => {
  expect(new Date(2026, 9, 26).getTime() - new Date(2026, 9, 25).getTime()).toBe(25 * 3_600_000);
  expect(new Date(2026, 2, 30).getTime() - new Date(2026, 2, 29).getTime()).toBe(23 * 3_600_000);
});

afterAll(() => {
  process.env.TZ = zone;
});

it.each([
  // Summer time ends: the 25th has 25 hours.
  [new Date(2026, 9, 26, 9), new Date(2026, 9, 25, 0, 15), "Yesterday"],
  [new Date(2026, 9, 26, 0, 5), new Date(2026, 9, 24, 23, 55), "Previous 7 days"],
  [new Date(2026, 10, 1, 12), new Date(2026, 9, 25, 0, 15), "Previous 7 days"],
  [new Date(2026, 10, 2, 12), new Date(2026, 9, 25, 23, 45), "Previous 30 days"],
  [new Date(2026, 9, 25, 23, 59), new Date(2026, 9, 25, 0, 0), "Today"],
  // It begins: the 29th has 23.
  [new Date(2026, 2, 30, 0, 30), new Date(2026, 2, 29, 0, 30), "Yesterday"],
  [new Date(2026, 2, 30, 0, 30), new Date(2026, 2, 28, 23, 45), "Previous 7 days"],
  [new Date(2026, 2, 29, 3, 30), new Date(2026, 2, 28, 23, 45), "Yesterday"],
  [new Date(2026, 2, 30, 12), new Date(2026, 1, 28, 0, 15), "Previous 30 days"],
  [new Date(2026, 2, 30, 12), new Date(2026, 1, 27, 23, 45), "February 2026"],
])("counts days by the calendar: seen at %s, %s is %s", (now, at, heading) => {
  expect(timeGroup(at, now)).toBe(heading);
});

it("does not show what comes from a clock ahead as of another day", () => {
  expect(timeGroup(new Date(2026, 2, 31), new Date(2026, 2, 30))).toBe("Today");
});

it("keeps the time of day", () => {
  expect(daysLater(new Date(2026, 9, 20, 9, 30), 10)).toEqual(new Date(2026, 9, 30, 9, 30));
  expect(daysLater(new Date(2026, 3, 1, 9, 30), -7)).toEqual(new Date(2026, 2, 25, 9, 30));
});
