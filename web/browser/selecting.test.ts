import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVICES, violations } from "./accessibility";
import { call, chat, connectModel, eventually, openWorld, questions, signIn, type World } from "./world";

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await connectModel(admin, world);
  await admin.context().close();
  page = await world.device();
  // Of their own, whose lists nobody else fills.
  await signIn(page, await world.colleague("developer"));
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const chats = (on: Page = page) => on.getByRole("navigation", { name: "Chats" });
const bar = (on: Page = page) => on.getByRole("group", { name: "Selected chats" });
const box = (title: string) => chats().getByRole("checkbox", { name: title });
const link = (title: string) => chats().getByRole("link", { name: title, exact: true });

async function made(titles: readonly string[], on: Page = page): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const title of titles) {
    const { id } = await call<{ id: string }>(on, "POST", "/api/v1/chat/sessions", { title });
    ids.push(id);
    await chats(on).getByText(title, { exact: true }).waitFor();
  }
  return ids;
}

async function select(title: string, on: Page = page): Promise<void> {
  await on.getByRole("button", { name: `Actions for ${title}` }).click();
  await on.getByRole("menuitem", { name: "Select" }).click();
  await bar(on).waitFor();
}

const projectOf = async (id: string | undefined) =>
  (await call<{ project_id: string | null }>(page, "GET", `/api/v1/chat/sessions/${id}`)).project_id;

it("deletes a range of chats at once, by the keyboard, and one Undo brings all back", async () => {
  await made(["One", "Two", "Three", "Four"]);
  await select("Four");
  await box("Two").focus();
  await page.keyboard.press("Shift+Space");
  await bar().getByText("3 selected").waitFor();
  expect(await box("One").isChecked()).toBe(false);
  await bar().getByRole("button", { name: "Delete" }).click();
  await page.getByText("Deleted 3 chats.").waitFor();
  await bar().waitFor({ state: "detached" });
  await link("Three").waitFor({ state: "detached" });
  expect(await link("One").count()).toBe(1);
  await page.getByRole("button", { name: "Undo" }).click();
  for (const title of ["Two", "Three", "Four"]) {
    await link(title).waitFor();
  }
});

it("archives and moves, and says of how many it is true", async () => {
  const project = await call<{ id: string }>(page, "POST", "/api/v1/projects", { name: "Quarry" });
  const [first, second, gone] = await made(["Slate", "Shale", "Chert"]);
  await select("Chert");
  await box("Slate").click({ modifiers: ["Shift"] });
  await bar().getByText("3 selected").waitFor();
  // One of them fails.
  await page.route(`**/api/v1/chat/sessions/${gone}`, (route) =>
    route.fulfill({ status: 409, json: { title: "Conflict", detail: "It is in use.", status: 409 } }),
  );
  await bar().getByRole("button", { name: "Move" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Quarry" }).click();
  await page.getByText(/Moved 2 of 3 chats\. 1 failed/).waitFor();
  await page.unroute(`**/api/v1/chat/sessions/${gone}`);
  expect(await projectOf(first)).toBe(project.id);
  expect(await projectOf(second)).toBe(project.id);
  expect(await projectOf(gone)).toBeNull();
  // What failed stays selected.
  await bar().getByText("1 selected").waitFor();
  expect(await box("Chert").isChecked()).toBe(true);
  await bar().getByRole("button", { name: "Archive" }).click();
  await page.getByText("Archived 1 chat.").waitFor();
  await link("Chert").waitFor({ state: "detached" });
  await link("Slate").waitFor();
});

it("a chat is dragged into a project, which shows that it would take it", async () => {
  const [id] = await made(["Gneiss"]);
  const project = await call<{ id: string }>(page, "POST", "/api/v1/projects", { name: "Alps" });
  const target = page.getByRole("navigation", { name: "Projects" }).getByRole("link", { name: "Alps" });
  await target.waitFor();
  await link("Gneiss").hover();
  await page.mouse.down();
  await target.hover();
  await target.hover();
  await eventually(() => target.evaluate((each) => getComputedStyle(each).outlineStyle), "dashed");
  await page.mouse.up();
  await page.getByText("Moved to Alps.").waitFor();
  expect(await projectOf(id)).toBe(project.id);
  await eventually(() => target.evaluate((each) => getComputedStyle(each).outlineStyle), "none");
  await page.getByRole("button", { name: "Undo" }).last().click();
  await page.getByText("Moved back.").waitFor();
  expect(await projectOf(id)).toBeNull();
});

it("when something was said or changed is found on the message and in the list", async () => {
  world.model.answer = "Now.";
  await chat(page, "When?");
  const time = questions(page).locator("time");
  const at = String(await time.getAttribute("datetime"));
  expect(Math.abs(Date.now() - Date.parse(at))).toBeLessThan(600_000);
  const year = String(new Date().getFullYear());
  expect(await time.innerText()).not.toContain(year);
  await questions(page).hover();
  await time.click();
  expect(await time.innerText()).toContain(year);
  await chats().getByRole("link").first().hover();
  expect(await chats().getByRole("link").first().getAttribute("title")).toContain(year);
  await chats()
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  await page
    .getByRole("menu")
    .getByText(/^Updated .*\d/)
    .waitFor();
  await page.keyboard.press("Escape");
});

describe.each(DEVICES)("keeps nobody out, %s", (name, options) => {
  it("of a selection", async () => {
    const device = await world.device(options);
    await signIn(device, await world.colleague("developer"));
    await call(device, "POST", "/api/v1/chat/sessions", { title: `Flint ${name}` });
    const open = device.getByRole("button", { name: "Open sidebar" });
    if (await open.isVisible()) {
      await open.click();
    }
    await select(`Flint ${name}`, device);
    await bar(device).getByText("1 selected").waitFor();
    expect(await violations(device)).toEqual([]);
    await device.context().close();
  });
});
