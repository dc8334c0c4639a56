import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVICES, violations } from "./accessibility";
import { chat, connectModel, openWorld, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await connectModel(admin, world);
  await chat(admin, `Count this ${randomUUID()}`);
  await admin.context().close();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

describe.each(DEVICES)("usage is drawn, with a table beside, %s", (_, options) => {
  it("per day, model and person", async () => {
    const page = await world.device(options);
    await signIn(page, world.admin);
    await page.goto("/settings/usage");
    const charts = page.getByRole("region", { name: "Charts" });
    for (const [button, name, first] of [
      ["Day", "Tokens per day", /^\d{4}-\d\d-\d\d$/],
      ["Model", "Tokens per model", /stone-1/],
      ["Person", "Tokens per person", /./],
    ] as const) {
      await charts.getByRole("button", { name: button }).click();
      await charts.getByRole("img", { name }).waitFor();
      const row = charts
        .getByRole("table", { name })
        .getByRole("row")
        .filter({ has: page.getByRole("rowheader", { name: first }) });
      expect(await row.count()).toBeGreaterThan(0);
      expect(await row.first().getByRole("cell").first().innerText()).toMatch(/[1-9]/);
      const bar = charts.locator("svg rect").first();
      expect((await bar.boundingBox())?.width).toBeGreaterThan(1);
      expect(await violations(page)).toEqual([]);
      const wide = () => document.documentElement.scrollWidth - document.documentElement.clientWidth;
      expect(await page.evaluate(wide)).toBe(0);
    }
    await page.context().close();
  });
});
