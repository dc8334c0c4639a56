import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, chat, complete, connectModel, eventually, openWorld, say, signIn, type World } from "./world";

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await connectModel(admin, world);
  await admin.context().close();
  // A person of their own, whose lists nobody else fills.
  page = await world.device();
  await signIn(page, await world.colleague("developer"));
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const chats = () => page.getByRole("navigation", { name: "Chats" });

async function named(title: string): Promise<void> {
  await chat(page, `About ${title}`);
  const id = page.url().split("/").at(-1);
  await call(page, "PUT", `/api/v1/chat/sessions/${id}`, { title });
  await chats().getByRole("link", { name: title }).waitFor();
}

async function choose(title: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${title}` }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

it("a chat that is pinned stands above the others, on every device", async () => {
  world.model.answer = "Noted.";
  await named("Onyx");
  await named("Agate");
  await choose("Onyx", "Pin");
  await chats().getByRole("heading", { name: "Pinned" }).waitFor();
  const order = () => chats().getByRole("link").allInnerTexts();
  await eventually(async () => (await order()).map((text) => text.trim()), ["Onyx", "Agate"]);
  await page.reload();
  await eventually(async () => (await order()).map((text) => text.trim()), ["Onyx", "Agate"]);
  await choose("Onyx", "Unpin");
  await eventually(async () => (await order()).map((text) => text.trim()), ["Agate", "Onyx"]);
});

it("a category is said of a chat, and the chats of one are shown, live", async () => {
  await choose("Onyx", "Category");
  const dialog = page.getByRole("dialog", { name: "Category" });
  await dialog.getByLabel("Category").fill("  Stones ");
  await dialog.getByRole("button", { name: "Save" }).click();
  const onyx = chats().getByRole("link", { name: "Onyx" });
  await onyx.getByText("Stones").waitFor();
  await page.reload();
  await onyx.getByText("Stones").waitFor();
  await choose("Agate", "Category");
  await dialog.getByLabel("Category").waitFor();
  expect(await dialog.locator("datalist option").count()).toBe(1);
  await page.keyboard.press("Escape");

  const filter = page.getByLabel("Filter by category");
  await filter.selectOption("Stones");
  const shown = async () => (await chats().getByRole("link").allInnerTexts()).map((text) => text.trim());
  await eventually(shown, ["Onyx"]);
  // From another device, so to speak.
  const { data } = await call<{ data: { id: string; title: string }[] }>(
    page,
    "GET",
    "/api/v1/chat/sessions",
  );
  const change = (title: string, category: string | null) =>
    call(page, "PUT", `/api/v1/chat/sessions/${data.find((each) => each.title === title)?.id}`, { category });
  await change("Agate", "Stones");
  await eventually(shown, ["Agate", "Onyx"]);
  await change("Onyx", null);
  await eventually(shown, ["Agate"]);
  await change("Agate", null);
  await page.getByText("No chats in this category.").waitFor();
  await filter.selectOption("All categories");
  await eventually(shown, ["Agate", "Onyx"]);
  expect(await filter.count()).toBe(0);
});

it("a project has instructions for all its chats, and chats go in and out", async () => {
  await page.getByRole("button", { name: "New project" }).click();
  const dialog = page.getByRole("dialog", { name: "New project" });
  await dialog.getByLabel("Name").fill("Garden");
  await dialog.getByLabel("Instructions").fill("Speak of plants.");
  await dialog.getByRole("button", { name: "Create" }).click();
  await page.waitForURL(/\/projects\//);
  await page.getByRole("heading", { name: "Garden" }).first().waitFor();
  const project = page.url();

  await say(page, "What grows in the shade?");
  await page.waitForURL(/\/chat\//);
  await complete(page);
  await page.goto(project);
  const inside = page.getByRole("navigation", { name: "Chats in this project" });
  await eventually(() => inside.getByRole("link").count(), 1);

  await choose("Agate", "Move to project");
  await page.getByRole("dialog").getByRole("button", { name: "Garden" }).click();
  await inside.getByRole("link", { name: "Agate" }).waitFor();

  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
  expect(await page.getByRole("link", { name: "Garden" }).count()).toBe(0);
  await chats().getByRole("link", { name: "Agate" }).waitFor();
});

it("a persona is for some roles, and the others do not see it", async () => {
  const admin = await world.device();
  await signIn(admin, world.admin);
  await admin.goto("/settings/personas");
  await admin.getByRole("button", { name: "New persona" }).click();
  const dialog = admin.getByRole("dialog", { name: "New persona" });
  const name = `Foreman ${Date.now()}`;
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Who can use it").selectOption("roles");
  await dialog.getByRole("button", { name: "Create" }).click();
  expect(await dialog.isVisible()).toBe(true);
  await dialog.getByLabel("moderators").check();
  await dialog.getByRole("button", { name: "Create" }).click();
  const card = admin.getByRole("listitem", { name });
  await card.getByText("For moderators").waitFor();
  await page.goto("/settings/personas");
  await page.getByRole("button", { name: "New persona" }).waitFor();
  expect(await page.getByText(name).count()).toBe(0);

  await card.getByRole("button", { name: "Edit" }).click();
  const edited = admin.getByRole("dialog", { name: `Edit ${name}` });
  expect(await edited.getByLabel("moderators").isChecked()).toBe(true);
  await edited.getByLabel("developers").check();
  await edited.getByRole("button", { name: "Save" }).click();
  await card.getByText("For moderators and developers").waitFor();
  await page.reload();
  await page.getByRole("listitem", { name }).waitFor();
  await admin.context().close();
});

it("a persona is made, chosen, and begins a chat with one of its starters", async () => {
  await page.goto("/settings/personas");
  await page.getByRole("button", { name: "New persona" }).click();
  const dialog = page.getByRole("dialog", { name: "New persona" });
  await dialog.getByLabel("Name").fill("Mineralogist");
  await dialog.getByLabel("Instructions").fill("You know stones.");
  await dialog.getByLabel("Starters").fill("What is a banded stone?\nHow hard is quartz?");
  await dialog.getByRole("button", { name: "Create" }).click();
  const card = page.getByRole("listitem", { name: "Mineralogist" });
  await card.getByRole("button", { name: "Edit" }).click();
  const edited = page.getByRole("dialog", { name: "Edit Mineralogist" });
  await edited.getByLabel("Top-p").fill("0.93");
  await edited.getByLabel("Maximum answer length, in tokens").fill("200");
  await edited.getByRole("button", { name: "Save" }).click();
  await edited.waitFor({ state: "detached" });
  const personas = await call<{ data: { name: string; parameters: object }[] }>(
    page,
    "GET",
    "/api/v1/personas",
  );
  expect(personas.data.find(({ name }) => name === "Mineralogist")?.parameters).toEqual({
    temperature: null,
    top_p: 0.93,
    max_tokens: 200,
  });

  await page.goto("/");
  await page.getByRole("button", { name: /Assistant/ }).click();
  await page.getByRole("menuitemradio", { name: "Mineralogist" }).click();
  await page.keyboard.press("Escape");
  world.model.answer = "Seven.";
  await page.getByRole("button", { name: "How hard is quartz?" }).click();
  await page.waitForURL(/\/chat\//);
  await page.getByText("Seven.").waitFor();
  const session = await call<{ persona_id: string | null }>(
    page,
    "GET",
    `/api/v1/chat/sessions/${page.url().split("/").at(-1)}`,
  );
  expect(session.persona_id).not.toBeNull();
});

it("a category that only chats further down have can be chosen, too", async () => {
  const sessions = "/api/v1/chat/sessions";
  await call(page, "POST", sessions, { title: "Long ago", category: "Attic" });
  for (let since = 1; since <= 51; since++) {
    await call(page, "POST", sessions, { title: `Since then ${since}` });
  }
  await page.goto("/");
  await chats().getByRole("link", { name: "Since then 51" }).waitFor();
  expect(await chats().getByRole("link", { name: "Long ago" }).count()).toBe(0);
  await page.getByLabel("Filter by category").selectOption("Attic");
  await chats().getByRole("link", { name: "Long ago" }).waitFor();
  expect(await chats().getByRole("link").count()).toBe(1);
});
