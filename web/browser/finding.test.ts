import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  answers,
  call,
  chat,
  complete,
  composer,
  connectModel,
  eventually,
  openWorld,
  say,
  signIn,
  type World,
} from "./world";

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await connectModel(admin, world);
  await admin.context().close();
  page = await world.device({ permissions: ["clipboard-read", "clipboard-write"] });
  await signIn(page, await world.colleague("developer"));
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("what was said is found by a part of a word, marked, and opened with the keys", async () => {
  world.model.answer = "Chalcedony is a cryptocrystalline form of silica.";
  await chat(page, "What is it made of?");
  const address = page.url();
  await page.goto("/");
  await composer(page).waitFor();
  await page.keyboard.press("Control+K");
  const dialog = page.getByRole("dialog", { name: "Search and commands" });
  await dialog.getByRole("combobox").fill("cryptocrys");
  // It is found some seconds after it was said, without typing again.
  await dialog.getByRole("option").waitFor();
  expect(await dialog.getByRole("option").count()).toBe(1);
  expect(await dialog.locator("mark").first().innerText()).toBe("cryptocrys");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.href.startsWith(address));
  await eventually(() => page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Answer");
});

/** A chat in which so often the same was said, and nothing answered. */
async function said(text: string, times: number, start: Record<string, unknown> = {}): Promise<string> {
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", start);
  for (let number = 1; number <= times; number += 1) {
    await call(page, "POST", `/api/v1/chat/sessions/${id}/messages`, {
      client_message_id: randomUUID(),
      content: `${text} ${number}`,
      answer: false,
    });
  }
  return id;
}

/** The index has it: it follows some seconds later. */
async function indexed(text: string): Promise<void> {
  await eventually(async () => {
    const query = encodeURIComponent(text);
    return (await call<{ data: unknown[] }>(page, "GET", `/api/v1/chat/search?q=${query}`)).data.length > 0;
  }, true);
}

async function openSearch() {
  await page.goto("/");
  await composer(page).waitFor();
  await page.keyboard.press("Control+K");
  const dialog = page.getByRole("dialog", { name: "Search and commands" });
  const field = dialog.getByRole("combobox", { name: "Search chats, actions and settings" });
  return { dialog, field, options: dialog.getByRole("listbox").getByRole("option") };
}

it("what was found is shown a page at a time, by the keys and by a click", async () => {
  await said("feldspar", 45);
  await indexed("feldspar 45");
  const { dialog, field, options } = await openSearch();
  await field.fill("feldspar");
  const more = options.filter({ hasText: "Show more" });
  await more.waitFor();
  expect(await options.count()).toBe(21);
  for (let step = 0; step < 20; step += 1) {
    await page.keyboard.press("ArrowDown");
  }
  expect(await more.getAttribute("aria-selected")).toBe("true");
  await page.keyboard.press("Enter");
  await eventually(() => options.count(), 41);
  // The first of what came is chosen.
  expect(await options.nth(20).getAttribute("aria-selected")).toBe("true");
  await more.click();
  await eventually(() => options.count(), 45);
  expect(await more.count()).toBe(0);
  await dialog.getByText("45 found", { exact: true }).waitFor({ state: "attached" });
});

it("it is looked in one project and one category, behind however much that is elsewhere", async () => {
  const project = await call<{ id: string }>(page, "POST", "/api/v1/projects", { name: "Quarry" });
  const inside = await said("tourmaline", 1, { title: "Old find", project_id: project.id });
  const filed = await said("tourmaline", 1, { category: "Gems" });
  // More than a page looks at.
  await said("tourmaline", 205, { title: "Elsewhere" });
  await call(page, "PUT", `/api/v1/chat/sessions/${inside}`, { archived: true });
  await indexed("tourmaline 205");
  const { dialog, field, options } = await openSearch();
  await dialog.getByLabel("In which project").selectOption("Quarry");
  await field.fill("tourmaline");
  await eventually(() => options.count(), 1);
  expect(await options.innerText()).toContain("Old find");
  expect(await options.innerText()).toContain("Archived");
  await dialog.getByLabel("In which category").selectOption("Gems");
  await dialog.getByText("No matches.").waitFor();
  await dialog.getByLabel("In which project").selectOption("All projects");
  await eventually(() => options.count(), 1);
  await field.press("Enter");
  await page.waitForURL((url) => url.pathname === `/chat/${filed}`);
});

it("a chat is shared by a secret link, read without signing in, and revoked at once", async () => {
  world.model.answer = "Seven.";
  await chat(page, "How hard is quartz?");
  await page.getByRole("button", { name: "Share", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Share this chat" });
  await dialog.getByLabel(/not signed in/).check();
  await dialog.getByRole("button", { name: "Create link" }).click();
  await dialog.getByRole("button", { name: "Copy the link" }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain("/shared/");

  const stranger = await world.device();
  await stranger.goto(link);
  await stranger.getByText("Seven.").waitFor();
  expect(await composer(stranger).count()).toBe(0);
  await page.keyboard.press("Escape");
  world.model.answer = "Topaz is harder.";
  await say(page, "And topaz?");
  await stranger.getByText("Topaz is harder.").waitFor();

  await page.getByRole("button", { name: "Share", exact: true }).click();
  await dialog.getByRole("button", { name: "Revoke link" }).click();
  const question = page.getByRole("dialog", { name: "Revoke the link?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await stranger.getByText("Topaz is harder.").waitFor();
  await dialog.getByRole("button", { name: "Revoke link" }).click();
  await question.getByRole("button", { name: "Revoke" }).click();
  await dialog.getByRole("button", { name: "Create link" }).waitFor();
  await stranger.getByText("Link not found").waitFor();
  expect(await stranger.getByText("Topaz is harder.").count()).toBe(0);
  await stranger.context().close();
});

it("a colleague reads what is shared with all, live, and cannot write", async () => {
  world.model.answer = "Shared.";
  await chat(page, "Read this, all of you");
  const id = page.url().split("/").at(-1);
  await call(page, "PUT", `/api/v1/chat/sessions/${id}`, { title: "For all of you" });
  await page.getByRole("button", { name: "Share", exact: true }).click();
  await page.getByLabel(/^Everyone in/).check();
  await page.keyboard.press("Escape");
  const colleague = await world.device();
  await signIn(colleague, await world.colleague("developer"));
  // Their menu leads to it as well as its address does, and yours to what you share.
  await colleague.getByRole("button", { name: /^Account/ }).click();
  await colleague.getByRole("menuitem", { name: "Shared with me" }).click();
  const shared = colleague.getByRole("navigation", { name: "Shared with me" });
  await shared.getByRole("link", { name: "For all of you" }).click();
  await colleague.waitForURL(page.url());
  await colleague.getByText("Shared.").waitFor();
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Shared by me" }).click();
  const own = page.getByRole("navigation", { name: "Shared by me" });
  await own.getByRole("link", { name: "For all of you" }).waitFor();
  expect(await own.getByRole("link").count()).toBe(1);
  expect(await composer(colleague).count()).toBe(0);
  world.model.answer = "And more.";
  await say(page, "Go on");
  await colleague.getByText("And more.").waitFor();
  // What only its owner may do is not even shown.
  const owners = /^(Edit|Regenerate|Good answer|Bad answer)$/;
  expect(await page.getByRole("log").getByRole("button", { name: owners }).count()).toBeGreaterThan(0);
  expect(await colleague.getByRole("log").getByRole("button", { name: owners }).count()).toBe(0);

  // Nobody tells a reader's page of it: it looks when they come back.
  await call(page, "PUT", `/api/v1/chat/sessions/${id}`, { title: "For you, too" });
  await colleague.evaluate(() => window.dispatchEvent(new Event("focus")));
  await shared.getByRole("link", { name: "For you, too" }).waitFor();
  await call(page, "PUT", `/api/v1/chat/sessions/${id}`, { shared_status: "private" });
  await colleague.evaluate(() => window.dispatchEvent(new Event("focus")));
  await shared.getByRole("link", { name: "For you, too" }).waitFor({ state: "detached" });
  await colleague.context().close();
});

it("an answer is rated, and the rating is there after a reload", async () => {
  world.model.answer = "Good enough.";
  await chat(page, "Is it good?");
  await answers(page).last().hover();
  await page.getByRole("button", { name: "Bad answer" }).click();
  const dialog = page.getByRole("dialog", { name: "What was wrong with it?" });
  await dialog.getByLabel("In your words").fill("Too short.");
  await dialog.getByRole("button", { name: "Send" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.reload();
  const bad = page.getByRole("button", { name: "Bad answer" });
  await eventually(() => bad.getAttribute("aria-pressed"), "true");

  // What was said can be read again, and changed.
  await page.getByRole("button", { name: "Your feedback" }).click();
  const words = dialog.getByLabel("In your words");
  expect(await words.inputValue()).toBe("Too short.");
  const better = `Far too short ${Date.now()}.`;
  await words.fill(better);
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  const admin = await world.device();
  await signIn(admin, world.admin);
  await admin.goto("/settings/feedback");
  const given = admin
    .getByRole("list", { name: "Feedback" })
    .getByRole("listitem")
    .filter({ hasText: better });
  await given.getByText("Bad answer").waitFor();
  await given.getByText("stone-1").waitFor();

  // The words stay when the thumb turns, and go with it when it is taken back.
  const good = page.getByRole("button", { name: "Good answer" });
  await good.click();
  await eventually(() => good.getAttribute("aria-pressed"), "true");
  await page.getByRole("button", { name: "Your feedback" }).click();
  const praise = page.getByRole("dialog", { name: "What was good about it?" });
  expect(await praise.getByLabel("In your words").inputValue()).toBe(better);
  await praise.getByRole("button", { name: "Cancel" }).click();
  await admin.getByLabel("Show", { exact: true }).selectOption("down");
  await admin.reload();
  await admin.getByLabel("Show", { exact: true }).selectOption("down");
  await given.waitFor({ state: "detached" });
  await admin.getByLabel("Show", { exact: true }).selectOption("up");
  await given.getByText("Good answer").waitFor();
  await good.click();
  await page.getByRole("button", { name: "Your feedback" }).waitFor({ state: "detached" });
  expect(await good.getAttribute("aria-pressed")).toBe("false");
  await admin.context().close();
});

it("a chat is exported as a file", async () => {
  world.model.answer = "To take along.";
  await chat(page, "Write something to keep");
  await complete(page);
  await page
    .getByRole("button", { name: /^Actions for/ })
    .first()
    .click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Export as Markdown" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.md$/);
  const { readFile } = await import("node:fs/promises");
  expect(await readFile(await file.path(), "utf8")).toContain("To take along.");
});

it("preferences follow to another device", async () => {
  const person = await world.colleague("developer");
  const [one, other] = [await world.device(), await world.device()];
  await signIn(one, person);
  await signIn(other, person);
  await one.goto("/settings/preferences");
  await one.getByLabel(/^Ctrl \+ Enter/).check();
  await other.getByText("Ctrl + Enter sends · Enter makes a new line").waitFor();
  await one.getByLabel("Dark").check();
  await eventually(() => other.evaluate(() => document.documentElement.classList.contains("dark")), true);
  await one.context().close();
  await other.context().close();
});
