import type { DailyUsage } from "@sardonyx/client";
import { expect, it } from "vitest";
import { axisEnd, tokensOf, totalsBy } from "./totals";

const line = (change: Partial<DailyUsage> = {}): DailyUsage => ({
  day: "2026-03-01",
  application_id: "a",
  application_name: "Workspace",
  user_id: "u",
  user_name: "Ada",
  model: "stone-1",
  answers: 1,
  prompt_tokens: 10,
  completion_tokens: 5,
  estimated: 0,
  ...change,
});

it("adds up what belongs together", () => {
  const lines = [line(), line({ application_id: "b" }), line({ model: "stone-2", prompt_tokens: 100 })];
  expect(totalsBy("model", lines)).toEqual([
    { key: "stone-2", name: "stone-2", input: 100, output: 5, answers: 1 },
    { key: "stone-1", name: "stone-1", input: 20, output: 10, answers: 2 },
  ]);
});

it("has each day between the first and the last, also without use, over the end of a month", () => {
  const days = totalsBy("day", [line({ day: "2026-03-01" }), line({ day: "2026-02-26" })]);
  expect(days.map(({ key }) => key)).toEqual(["2026-02-26", "2026-02-27", "2026-02-28", "2026-03-01"]);
  expect(days.map(tokensOf)).toEqual([15, 0, 0, 15]);
});

it("keeps people of the same name apart", () => {
  const people = totalsBy("person", [
    line({ user_id: "1" }),
    line({ user_id: "2" }),
    line({ user_name: null }),
  ]);
  expect(people.map(({ name }) => name).toSorted()).toEqual(["Ada", "Ada", "somebody who is gone"]);
});

it("puts those who used the least together, and loses nothing", () => {
  const lines = Array.from({ length: 40 }, (_, at) => line({ user_id: String(at), prompt_tokens: at }));
  const people = totalsBy("person", lines);
  expect(people).toHaveLength(12);
  expect(people.at(-1)?.name).toBe("29 others");
  const sum = people.reduce((total, each) => total + tokensOf(each), 0);
  expect(sum).toBe((39 * 40) / 2 + 40 * 5);
});

it("has nothing of nothing", () => {
  expect(totalsBy("day", [])).toEqual([]);
});

it("ends an axis at a round number that is not less", () => {
  expect([0, 1, 3, 11, 500, 501, 12_345].map(axisEnd)).toEqual([1, 1, 5, 20, 500, 1000, 20_000]);
});
