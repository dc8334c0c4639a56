import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVICES, EVERYTHING, violations } from "./accessibility";
import { call, chat, connectModel, openWorld, rateDown, signIn, type World } from "./world";

const thrownAway = `Thrown away ${Date.now()}`;
const filed = `Filed ${Date.now()}`;

let world: World;
let longChat: string;
let project: string;
beforeAll(async () => {
  world = await openWorld();
  const page = await world.device();
  await signIn(page, world.admin);
  await connectModel(page, world);
  world.model.answer = `<think>Hm.</think>${EVERYTHING}`;
  await chat(page, "Show me everything");
  longChat = new URL(page.url()).pathname;
  await rateDown(page, longChat);
  await call(page, "POST", "/api/v1/chat/sessions", { title: filed, category: "Bills" });
  const gone = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title: thrownAway });
  await call(page, "DELETE", `/api/v1/chat/sessions/${gone.id}`);
  const made = await call<{ id: string }>(page, "POST", "/api/v1/projects", {
    name: "Stones",
    instructions: "Answer as a geologist would.",
  });
  project = `/projects/${made.id}`;
  await page.context().close();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

describe.each(DEVICES)("nothing keeps anybody out, %s", (_, options) => {
  let page: Page;
  beforeAll(async () => {
    page = await world.device(options);
    await signIn(page, world.admin);
  });
  afterAll(async () => {
    await page.context().close();
  });

  it("of a new chat", async () => {
    expect(await violations(page)).toEqual([]);
  });

  it("of a chat with everything in it", async () => {
    await page.goto(longChat);
    await page.locator(".katex").first().waitFor();
    await page.locator("code [class^=hljs]").first().waitFor();
    await page.getByText("Reasoning").click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("button", { name: "Create link" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of what one said of an answer", async () => {
    await page.goto(longChat);
    const row = page.getByRole("article", { name: "Answer" });
    await row.hover();
    await row.getByRole("button", { name: "Your feedback" }).click();
    await page.getByRole("dialog").getByLabel("In your words").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of the menus and the keys", async () => {
    await page.goto("/");
    await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: "Search chats, actions and settings" }).fill("heading");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const open = page.getByRole("button", { name: "Open sidebar" });
    if (await open.isVisible()) {
      await open.click();
      await page.getByRole("dialog", { name: "Sidebar" }).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menu").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Deleted chats" }).click();
    await page.getByRole("button", { name: `Restore ${thrownAway}` }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Back to chats" }).click();
    await page.getByRole("button", { name: `Actions for ${filed}` }).click();
    await page.getByRole("menuitem", { name: "Category" }).click();
    await page.getByRole("dialog", { name: "Category" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of a project and of what opens above it", async () => {
    await page.goto(project);
    await page.getByRole("heading", { name: "Stones", level: 2 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("main").getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog", { name: "Edit project" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("main").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
