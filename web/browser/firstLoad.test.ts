import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, signIn, type World } from "./world";

/** What somebody fetches who has never been here, before they can write their first message. */
const MOST_BYTES = 250_000;

/** What shows a chat to come is fetched while one writes: it keeps nobody waiting. */
const AHEAD = /\/(Markdown|ConversationPage|QuestionRow|CopyButton|useMutation)-/;

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("the first load is small, everything counted: page, scripts, styles, fonts", async () => {
  const page = await world.device();
  const loads: Promise<readonly [string, number]>[] = [];
  page.on("response", (response) => {
    if (response.ok() && !/\/(api|auth)\//.test(response.url())) {
      loads.push(
        response.body().then((body) => [response.url(), gzipSync(body, { level: 6 }).length] as const),
      );
    }
  });
  await signIn(page, world.admin);
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(loads);
  const needed = new Map(sizes.filter(([url]) => !AHEAD.test(url)));
  const bytes = [...needed.values()].reduce((sum, size) => sum + size, 0);
  expect(needed.size).toBeGreaterThan(3);
  expect(bytes, sizes.map(([url, size]) => `${size} ${url}`).join("\n")).toBeLessThan(MOST_BYTES);
});
