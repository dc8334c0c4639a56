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

/** What has the focus, as it is called. */
const focused = () =>
  page.evaluate(
    () => document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent ?? "",
  );

it("what is written and not sent is there after a reload, and in another tab", async () => {
  world.model.answer = "Fine.";
  await chat(page, "How are you?");
  await composer(page).fill("Half a sen");
  await page.reload();
  await eventually(() => composer(page).inputValue(), "Half a sen");

  const other = await page.context().newPage();
  await other.goto(page.url());
  await eventually(() => composer(other).inputValue(), "Half a sen");
  await page.goto("/");
  expect(await composer(page).inputValue()).toBe("");
  await composer(other).fill("A sentence");
  await composer(other).press("Enter");
  await eventually(() => answers(other).and(other.locator("[data-status=complete]")).count(), 2);
  await other.reload();
  await eventually(() => questions(other).count(), 2);
  expect(await composer(other).inputValue()).toBe("");
  await other.close();
});

it("leads from message to message, and a letter does what the button does", async () => {
  world.model.answer = "The first answer.";
  await chat(page, "A question");
  await page.keyboard.press("Alt+ArrowUp");
  await eventually(focused, "Answer");
  await page.keyboard.press("c");
  await eventually(() => page.evaluate(() => navigator.clipboard.readText()), "The first answer.");
  world.model.answer = "The second answer.";
  await page.keyboard.press("r");
  await page.getByText("The second answer.").waitFor();
  await complete(page);
  await eventually(focused, "Answer");
  await page.keyboard.press("ArrowLeft");
  await page.getByText("The first answer.").waitFor();
  await eventually(focused, "Answer");

  await page.keyboard.press("Alt+ArrowUp");
  await eventually(focused, "Your message");
  await page.keyboard.press("e");
  await eventually(focused, "Edit your message");
  await page.keyboard.press("Escape");
  await eventually(focused, "Message");
});

it("from the empty field the arrow up edits the last message, and Escape stops an answer", async () => {
  world.model.answer = Array.from({ length: 300 }, (_, at) => `word${at}`).join(" ");
  world.model.pauseMs = 40;
  await page.goto("/");
  await say(page, "Count");
  await page.getByText("word10 ").waitFor();
  await composer(page).press("Escape");
  await answers(page).and(page.locator("[data-status=stopped]")).waitFor();
  world.model.pauseMs = 5;
  world.model.answer = "Counted.";
  await composer(page).press("ArrowUp");
  await page.getByLabel("Edit your message").fill("Count to one");
  await page.getByLabel("Edit your message").press("Enter");
  await page.getByText("Counted.").waitFor();
});

it("the keys are listed, and lead anywhere", async () => {
  await page.goto("/settings/account");
  await page.getByRole("heading", { name: "Account" }).waitFor();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await keys.getByText("Regenerate").waitFor();
  await keys.getByRole("region", { name: "With a chat in focus" }).getByText("F2").waitFor();
  await page.keyboard.press("Escape");
  await keys.waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+S");
  await page.getByRole("navigation", { name: "Chats" }).waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+S");
  await page.getByRole("navigation", { name: "Chats" }).waitFor();
  await page.keyboard.press("Control+Shift+O");
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
});

it("an answer that is written is announced when it begins and when it has ended, and not in between", async () => {
  await page.goto("/");
  await composer(page).waitFor();
  await page.evaluate(() => {
    const said: string[] = [];
    Object.assign(window, { said });
    for (const place of document.querySelectorAll("p[role=status].sr-only")) {
      new MutationObserver(() => said.push(place.textContent ?? "")).observe(place, {
        characterData: true,
        childList: true,
        subtree: true,
      });
    }
  });
  world.model.answer = "A short answer of a few words.";
  world.model.pauseMs = 100;
  await say(page, "Say little");
  await complete(page);
  world.model.pauseMs = 5;
  await eventually(
    () => page.evaluate(() => (window as unknown as { said: string[] }).said),
    ["Generating answer.", "The answer is complete."],
  );
});
