import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVICES, violations } from "./accessibility";
import { call, composer, eventually, openWorld, signIn, type World } from "./world";

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  page = await world.device();
  await signIn(page, await world.colleague("developer"));
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const field = (on: Page) => on.getByRole("combobox", { name: "Search chats, actions and settings" });
const option = (on: Page, name: string) => on.getByRole("option", { name });

async function made(title: string): Promise<string> {
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title });
  return id;
}

it("goes to recent chats, pages and actions with the keyboard alone", async () => {
  const id = await made("Tuff");
  await page.keyboard.press("Control+K");
  const recent = page.getByRole("group", { name: "Recent chats" });
  await recent.getByRole("option", { name: "Tuff" }).waitFor();
  expect(await recent.getByRole("option").first().getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === `/chat/${id}`);

  await page.keyboard.press("Control+K");
  await page.keyboard.type("prefer");
  await option(page, "Settings: Preferences").waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.pathname === "/settings/preferences");

  await page.keyboard.press("Control+K");
  await page.keyboard.type("theme dark");
  await option(page, "Theme: Dark").waitFor();
  await page.keyboard.press("Enter");
  await eventually(() => page.evaluate(() => document.documentElement.classList.contains("dark")), true);

  // The keys that open it close it.
  await page.keyboard.press("Control+K");
  await field(page).waitFor();
  await page.keyboard.press("Control+K");
  await field(page).waitFor({ state: "detached" });
});

it("does with the chat that is shown what its menu does", async () => {
  const id = await made("Basalt");
  await page.goto(`/chat/${id}`);
  const list = page.getByRole("navigation", { name: "Chats" });
  await list.getByRole("link", { name: "Basalt" }).waitFor();
  await composer(page).waitFor();
  await page.keyboard.press("Control+K");
  await field(page).fill("archive");
  await option(page, "Archive this chat").waitFor();
  await page.keyboard.press("Enter");
  await list.getByRole("link", { name: "Basalt" }).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).click();
  await list.getByRole("link", { name: "Basalt" }).waitFor();
});

it("offers nobody a page that they may not see", async () => {
  const admin = await world.device();
  await signIn(admin, world.admin);
  for (const [on, count] of [
    [admin, 1],
    [page, 0],
  ] as const) {
    await on.goto("/");
    await composer(on).waitFor();
    await on.keyboard.press("Control+K");
    await option(on, "Settings: Profile").waitFor();
    expect(await option(on, "Studio: Usage").count()).toBe(count);
    // What needs a chat is not offered without one.
    expect(await option(on, "Archive this chat").count()).toBe(0);
  }
  await admin.context().close();
});

describe.each(DEVICES)("keeps nobody out, %s", (_, options) => {
  it("empty, with matches, and with none", async () => {
    const device = await world.device(options);
    await signIn(device, world.admin);
    await device.keyboard.press("Control+K");
    await option(device, "Settings: Profile").waitFor();
    expect(await violations(device)).toEqual([]);
    await field(device).fill("theme");
    await option(device, "Theme: Dark").waitFor();
    expect(await violations(device)).toEqual([]);
    await field(device).fill("qqzzxx");
    await device.getByText(/^No matches/).waitFor();
    expect(await violations(device)).toEqual([]);
    await device.context().close();
  });
});
