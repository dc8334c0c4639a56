import { expect, it } from "vitest";
import { ServerClock } from "./serverClock.ts";

const DAY = 86_400_000;

it("is this device's clock while nothing else is known", () => {
  expect(new ServerClock(() => 5).now()).toEqual(new Date(5));
});

it("is the server's where this device's clock is a day behind, or ahead", () => {
  let here = Date.parse("2026-11-20T12:00:00Z");
  const clock = new ServerClock(() => here);
  clock.learn("2026-11-21T12:00:00Z", here);
  here += 1_000;
  expect(clock.now()).toEqual(new Date("2026-11-21T12:00:01Z"));
  here += 3 * DAY;
  clock.learn("2026-11-21T12:00:02Z", here);
  expect(clock.now()).toEqual(new Date("2026-11-21T12:00:02Z"));
});

it("takes no difference for one that the network may have made, and half of the way for the answer's", () => {
  let here = Date.parse("2026-11-20T12:00:00Z");
  const clock = new ServerClock(() => here);
  clock.learn("2026-11-20T12:00:01Z", here);
  expect(clock.offset.get()).toBe(0);
  const sentAt = here;
  here += 4_000;
  clock.learn("2026-11-20T12:01:02Z", sentAt);
  expect(clock.offset.get()).toBe(60_000);
});

it("ignores what is no time", () => {
  const clock = new ServerClock();
  clock.learn("undefined", 0);
  expect(clock.offset.get()).toBe(0);
});
