import { gzipSync } from "node:zlib";
import { fillInSignIn, type World } from "./world";

/** What somebody may have to fetch who has never been here, before they can write their first message. */
export const MOST_BYTES = 250_000;

/** What shows a chat to come is fetched while one writes: it keeps nobody waiting. */
const AHEAD = /\/(Markdown|ConversationPage|QuestionRow|CopyButton|useMutation)-/;

/** Everything that they do fetch, compressed: each file's bytes by its address. */
export async function firstLoad(world: World): Promise<ReadonlyMap<string, number>> {
  const page = await world.device();
  const loads: Promise<readonly [string, number]>[] = [];
  page.on("response", (response) => {
    if (response.ok() && !/\/(api|auth)\//.test(response.url())) {
      loads.push(
        response.body().then((body) => [response.url(), gzipSync(body, { level: 6 }).length] as const),
      );
    }
  });
  await fillInSignIn(page, world.admin);
  await page.waitForLoadState("networkidle");
  const sizes = await Promise.all(loads);
  await page.context().close();
  return new Map(sizes.filter(([url]) => !AHEAD.test(url)));
}

export function sum(sizes: ReadonlyMap<string, number>): number {
  return [...sizes.values()].reduce((total, size) => total + size, 0);
}
