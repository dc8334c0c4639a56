import type { DailyUsage, UsageQuery } from "@sardonyx/client";
import { expect, it } from "vitest";
import { loadUsage } from "./loadUsage";

const WANTED = { from: "2026-01-01", to: null, user_id: null };

function server(pages: number) {
  const asked: UsageQuery[] = [];
  const usage = async (query: UsageQuery) => {
    asked.push(query);
    const at = Number(query.cursor ?? 0);
    const data = [{ day: String(at) } as DailyUsage];
    return { data, next_cursor: at + 1 < pages ? String(at + 1) : null };
  };
  return { asked, usage };
}

it("loads all pages of what is asked for", async () => {
  const { asked, usage } = server(3);
  const { lines, isCut } = await loadUsage({ usage }, WANTED);
  expect(lines.map(({ day }) => day)).toEqual(["0", "1", "2"]);
  expect(isCut).toBe(false);
  expect(asked[0]).toEqual({ ...WANTED, cursor: null, limit: 1000 });
});

it("stops after ten and says that there is more", async () => {
  const { asked, usage } = server(11);
  expect(await loadUsage({ usage }, WANTED)).toMatchObject({ isCut: true });
  expect(asked).toHaveLength(10);
  expect(await loadUsage({ usage: server(10).usage }, WANTED)).toMatchObject({ isCut: false });
});
