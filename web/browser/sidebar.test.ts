import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, chat, connectModel, eventually, openWorld, say, signIn, type World } from "./world";

let world: World;
let page: Page;
let second: Page;
beforeAll(async () => {
  world = await openWorld();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await connectModel(admin, world);
  const person = await world.colleague("viewer");
  page = await world.device();
  await signIn(page, person);
  // A second tab of the same browser.
  second = await page.context().newPage();
  await second.goto("/");
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const links = (tab: Page) => tab.getByRole("navigation", { name: "Chats" }).getByRole("link");

async function make(title: string): Promise<string> {
  const session = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title });
  await links(page).filter({ hasText: title }).waitFor();
  return session.id;
}

async function choose(title: string, action: string): Promise<void> {
  await links(page).filter({ hasText: title }).hover();
  await page.getByRole("button", { name: `Actions for ${title}` }).click();
  await page.getByRole("menuitem", { name: action }).click();
}

it("a new chat is there at once, gets a name, and counts its messages, in every tab", async () => {
  await chat(page, "Tell me about agate");
  await eventually(() => links(second).count(), 1);
  await eventually(async () => /2\s*messages/.test(await listed(second)), true);
  await eventually(async () => !(await links(second).first().innerText()).includes("New chat"), true);
  await say(page, "And onyx?");
  await eventually(async () => /4\s*messages/.test(await listed(second)), true);
});

async function listed(tab: Page): Promise<string> {
  return (await tab.getByRole("navigation", { name: "Chats" }).textContent()) ?? "";
}

it("a chat open in two tabs stays in step", async () => {
  world.model.answer = "As told to both.";
  await chat(page, "To both");
  await second.goto(page.url());
  await second.getByText("As told to both.").waitFor();
  world.model.answer = "And again.";
  await say(second, "Said in the second tab");
  await page.getByText("Said in the second tab").waitFor();
  await page.getByText("And again.").waitFor();
});

it("is renamed in its place, by mouse and by keyboard", async () => {
  await make("Old name");
  await choose("Old name", "Rename");
  await page.getByLabel("Name of the chat").fill("New name");
  await page.keyboard.press("Enter");
  await links(second).filter({ hasText: "New name" }).waitFor();

  await links(page).filter({ hasText: "New name" }).focus();
  await page.keyboard.press("F2");
  await page.keyboard.type("Newer name");
  await page.keyboard.press("Escape");
  await links(page).filter({ hasText: "New name" }).waitFor();
  await page.keyboard.press("F2");
  await page.keyboard.type("Newest name");
  await page.keyboard.press("Enter");
  await links(second).filter({ hasText: "Newest name" }).waitFor();
});

it("is deleted and brought back", async () => {
  const id = await make("Short-lived");
  await page.goto(`/chat/${id}`);
  await second.goto(`/chat/${id}`);
  await choose("Short-lived", "Delete");
  await page.waitForURL((url) => url.pathname === "/");
  await second.getByText("This chat was deleted").waitFor();
  await eventually(() => links(second).filter({ hasText: "Short-lived" }).count(), 0);
  await page.getByRole("button", { name: "Undo" }).click();
  await links(page).filter({ hasText: "Short-lived" }).waitFor();
  await links(second).filter({ hasText: "Short-lived" }).waitFor();
  await page.goto(`/chat/${id}`);
  await page.getByLabel("Message", { exact: true }).waitFor();
});

it("is found among the deleted ones long after, and brought back from there", async () => {
  const id = await make("Thrown away");
  await call(page, "DELETE", `/api/v1/chat/sessions/${id}`);
  await page.goto("/");
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Deleted chats" }).click();
  const deleted = page.getByRole("navigation", { name: "Deleted chats" });
  await deleted.getByRole("button", { name: "Restore Thrown away" }).waitFor();
  // What is deleted meanwhile comes there by itself.
  const other = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title: "Also" });
  await call(page, "DELETE", `/api/v1/chat/sessions/${other.id}`);
  await deleted.getByRole("button", { name: "Restore Also" }).waitFor();
  await deleted.getByRole("button", { name: "Restore Thrown away" }).click();
  await page.getByText("Chat restored.").waitFor();
  expect(await deleted.getByText("Thrown away").count()).toBe(0);
  await page.getByRole("button", { name: "Back to chats" }).click();
  await links(page).filter({ hasText: "Thrown away" }).waitFor();
  await links(second).filter({ hasText: "Thrown away" }).waitFor();
});

it("goes to the archive and comes out of it", async () => {
  await make("For later");
  await choose("For later", "Archive");
  await eventually(() => links(second).filter({ hasText: "For later" }).count(), 0);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Archived chats" }).click();
  const archived = page.getByRole("navigation", { name: "Archived chats" });
  await archived.getByRole("link", { name: "For later" }).hover();
  await page.getByRole("button", { name: "Actions for For later" }).click();
  await page.getByRole("menuitem", { name: "Unarchive" }).click();
  await page.getByText("No archived chats.").waitFor();
  await page.getByRole("button", { name: "Back to chats" }).click();
  await links(page).filter({ hasText: "For later" }).waitFor();
});

it("loads further chats as one scrolls down", async () => {
  for (let number = 1; number <= 70; number += 1) {
    await call(page, "POST", "/api/v1/chat/sessions", { title: `Chat number ${number}.` });
  }
  await page.goto("/");
  await links(page).filter({ hasText: "Chat number 70." }).waitFor();
  expect(await links(page).filter({ hasText: "Chat number 1." }).count()).toBe(0);
  const list = page.getByRole("navigation", { name: "Chats" }).locator("div").first();
  await expect
    .poll(
      async () => {
        await list.evaluate((box) => box.scrollTo(0, box.scrollHeight));
        return links(page).filter({ hasText: "Chat number 1." }).count();
      },
      { timeout: 30_000 },
    )
    .toBe(1);
});

it("another person cannot open it, and is told the same as of one that never was", async () => {
  await chat(page, "A secret");
  const address = page.url();
  const stranger = await world.device();
  await signIn(stranger, await world.colleague("viewer"));
  await stranger.goto(address);
  await stranger.getByRole("heading", { name: "Chat not found" }).waitFor();
  expect(await stranger.content()).not.toContain("A secret");
  const foreign = await stranger.getByRole("main").innerText();
  await stranger.goto("/chat/01990000-0000-7000-8000-000000000000");
  await stranger.getByRole("heading", { name: "Chat not found" }).waitFor();
  expect(await stranger.getByRole("main").innerText()).toBe(foreign);
});
