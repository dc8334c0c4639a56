import { afterAll, beforeAll, expect, it } from "vitest";
import { firstLoad, MOST_BYTES, sum } from "./firstLoad";
import { openWorld, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("the first load is small, everything counted: page, scripts, styles, fonts", async () => {
  const sizes = await firstLoad(world);
  expect(sizes.size).toBeGreaterThan(3);
  expect(sum(sizes), [...sizes].map(([url, size]) => `${size} ${url}`).join("\n")).toBeLessThan(MOST_BYTES);
});
