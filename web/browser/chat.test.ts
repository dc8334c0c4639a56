import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  answers,
  chat,
  complete,
  composer,
  connectModel,
  eventually,
  openWorld,
  questions,
  say,
  signIn,
  type World,
} from "./world";

const WORDS = Array.from({ length: 120 }, (_, at) => `word${at}`);
const LONG = WORDS.join(" ");

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  page = await world.device({ permissions: ["clipboard-read", "clipboard-write"] });
  await signIn(page, world.admin);
  await connectModel(page, world);
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

/** How many of the words an answer has, each once and in order. */
async function wordsIn(answer: string): Promise<number> {
  const words = answer.match(/word\d+/g) ?? [];
  expect(words).toEqual(WORDS.slice(0, words.length));
  return words.length;
}

it("an answer streams in, word by word", async () => {
  world.model.answer = LONG;
  world.model.pauseMs = 40;
  await page.goto("/");
  await say(page, "Count for me");
  await page.waitForURL(/\/chat\//);
  const counts: number[] = [];
  while (counts.at(-1) !== WORDS.length) {
    const count = await wordsIn(await answers(page).last().innerText());
    expect(count).toBeGreaterThanOrEqual(counts.at(-1) ?? 0);
    counts.push(count);
    await page.waitForTimeout(100);
  }
  expect(new Set(counts).size).toBeGreaterThan(5);
  await complete(page);
  expect(world.model.asked.at(-1)).toContain("Count for me");
});

it("a reload in the middle of an answer goes on in the middle of the sentence", async () => {
  world.model.answer = LONG;
  world.model.pauseMs = 150;
  await page.goto("/");
  await say(page, "Count slowly");
  await page.waitForURL(/\/chat\//);
  await page.getByText("word20").waitFor();
  await page.reload();
  const answer = answers(page).last();
  await answer.getByText("word20").waitFor();
  expect(await answer.getAttribute("data-status")).toBe("streaming");
  const shown = await wordsIn(await answer.innerText());
  expect(shown).toBeGreaterThan(20);
  expect(shown).toBeLessThan(WORDS.length);
  world.model.pauseMs = 5;
  await complete(page);
  expect(await wordsIn(await answers(page).last().innerText())).toBe(WORDS.length);
});

it("another device sees the same answer grow", async () => {
  world.model.answer = LONG;
  world.model.pauseMs = 100;
  await page.goto("/");
  await say(page, "Count for two");
  await page.waitForURL(/\/chat\//);
  await page.getByText("word5 ").waitFor();
  const other = await world.device();
  await signIn(other, world.admin);
  await other.goto(page.url());
  await other.getByText("word30").waitFor();
  world.model.pauseMs = 5;
  await complete(other);
  expect(await wordsIn(await answers(other).last().innerText())).toBe(WORDS.length);
  await other.context().close();
});

it("stop ends it and keeps what there is", async () => {
  world.model.answer = LONG;
  world.model.pauseMs = 100;
  await page.goto("/");
  await say(page, "Count until I say stop");
  await page.getByText("word10").waitFor();
  await page.getByRole("button", { name: "Stop generating" }).click();
  const answer = page.locator("[data-status=stopped]");
  await answer.waitFor();
  const kept = await wordsIn(await answer.innerText());
  expect(kept).toBeGreaterThan(9);
  expect(kept).toBeLessThan(WORDS.length);
  expect(await composer(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.reload();
  await page.locator("[data-status=stopped]").waitFor();
});

it("editing a message makes a branch, and the arrows lead back and forth", async () => {
  world.model.pauseMs = 5;
  world.model.answer = "About the first.";
  await chat(page, "The first question");
  world.model.answer = "About the second.";
  const question = questions(page).last();
  await question.hover();
  await question.getByRole("button", { name: "Edit" }).click();
  await page.getByLabel("Edit your message").fill("The second question");
  await page.getByLabel("Edit your message").press("Enter");
  await page.getByText("About the second.").waitFor();
  await eventually(
    () => page.getByText("The first question").and(page.getByRole("log").locator("*")).count(),
    0,
  );
  await page.getByText("2/2").waitFor();

  await page.getByRole("button", { name: "Previous version" }).click();
  await page.getByText("About the first.").waitFor();
  await page.getByText("1/2").waitFor();
  await page.reload();
  await page.getByText("About the first.").waitFor();
  await page.getByRole("button", { name: "Next version" }).click();
  await page.getByText("About the second.").waitFor();
});

it("an answer can be asked for again", async () => {
  world.model.answer = "Once.";
  await chat(page, "Say something");
  world.model.answer = "Twice.";
  await answers(page).last().hover();
  await page.getByRole("button", { name: "Regenerate" }).click();
  await page.getByText("Twice.").waitFor();
  await page.getByText("2/2").waitFor();
  await page.getByRole("button", { name: "Previous version" }).click();
  await page.getByText("Once.").waitFor();
});

it("code is coloured, and copied as it is", async () => {
  world.model.answer = "Look:\n\n```typescript\nconst answer: number = 42;\n```\n\nThat is all.";
  await chat(page, "Show me code");
  await eventually(async () => (await page.locator("pre code span[class^=hljs]").count()) > 3, true);
  await page.getByRole("button", { name: "Copy code" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe("const answer: number = 42;");
  await answers(page).last().hover();
  await page.getByRole("button", { name: "Copy answer" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(world.model.answer);
});

it("a model that refuses its key is explained, and the answer can be tried again", async () => {
  world.model.refusal = 401;
  await page.goto("/");
  await say(page, "Anybody there?");
  const failed = page.locator("[data-status=failed]");
  await failed.waitFor();
  expect(await failed.getByRole("alert").innerText()).toMatch(/key/i);
  world.model.refusal = null;
  world.model.answer = "Here I am.";
  await failed.getByRole("button", { name: "Try again" }).click();
  await page.getByText("Here I am.").waitFor();
});

it("offline it says so; what was written then is sent once when one sends it again", async () => {
  world.model.answer = "Fine.";
  await chat(page, "How are you?");
  await page.context().setOffline(true);
  await page.getByText("You are offline.").waitFor();
  await say(page, "And now?");
  await page.getByText(/Not sent\./).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Resend" }).click();
  await eventually(() => questions(page).count(), 2);
  await complete(page);
  await page.reload();
  await eventually(() => questions(page).count(), 2);
});
