import { expect, it } from "vitest";
import { session } from "../../../test/wireExamples";
import { listRows } from "./listRows";

it("puts a heading where a new span of time begins", () => {
  const now = new Date(2026, 10, 20, 15, 0);
  const daysAgo = (days: number) => new Date(2026, 10, 20 - days, 12, 0).toISOString();
  const sessions = [0, 0, 1, 2, 7, 8, 30, 80].map((days, place) =>
    session({ id: String(place), last_activity_at: daysAgo(days) }),
  );
  expect(listRows(sessions, now).map((row) => (row.kind === "heading" ? row.text : row.key))).toEqual([
    "Today",
    "0",
    "1",
    "Yesterday",
    "2",
    "Previous 7 days",
    "3",
    "4",
    "Previous 30 days",
    "5",
    "6",
    "September 2026",
    "7",
  ]);
});

it("puts those that are pinned above, and only there", () => {
  const now = new Date(2026, 10, 20, 15, 0);
  const at = new Date(2026, 10, 20, 12, 0).toISOString();
  const [one, two] = [
    session({ id: "1", last_activity_at: at }),
    session({ id: "2", last_activity_at: at, pinned_at: at }),
  ];
  expect(listRows([two, one], now, [two]).map((row) => row.key)).toEqual([
    "heading Pinned",
    "2",
    "heading Today",
    "1",
  ]);
});
