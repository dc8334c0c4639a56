import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { answers, call, connectModel, eventually, openWorld, say, signIn, type World } from "./world";

const MESSAGES = 130;
const STEP = 120;

let world: World;
let page: Page;
beforeAll(async () => {
  world = await openWorld();
  page = await world.device();
  await signIn(page, world.admin);
  await connectModel(page, world);
  const session = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title: "Long" });
  for (let number = 1; number <= MESSAGES; number += 1) {
    await call(page, "POST", `/api/v1/chat/sessions/${session.id}/messages`, {
      client_message_id: randomUUID(),
      content: `Message number ${number}. ${"It has some length. ".repeat(number % 7)}`,
      answer: false,
    });
  }
  await page.goto(`/chat/${session.id}`);
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const log = () => page.getByRole("log");
const fromEnd = () =>
  log().evaluate((box) => Math.round(box.scrollHeight - box.scrollTop - box.clientHeight));

it("opens at the end, with only what is in sight in the document", async () => {
  await page.getByText(`Message number ${MESSAGES}.`).waitFor();
  await eventually(fromEnd, 0);
  expect(await page.getByRole("article").count()).toBeLessThan(40);
});

it("scrolling up loads what is older, and nothing jumps", async () => {
  const first = page.getByText("Message number 1.");
  let worst = 0;
  for (let step = 0; step < 400 && !(await first.isVisible()); step += 1) {
    const before = await anchor();
    await log().evaluate((box, by) => box.scrollBy(0, -by), STEP);
    await page.waitForTimeout(30);
    const after = await anchor(before?.text);
    const isAtTop = await log().evaluate((box) => box.scrollTop === 0);
    if (before && after && !isAtTop) {
      worst = Math.max(worst, Math.abs(after.top - before.top - STEP));
    }
  }
  expect(await first.isVisible()).toBe(true);
  expect(worst).toBeLessThanOrEqual(2);
});

/** A message in the middle of the window and where it stands; or where the given one stands now. */
function anchor(text?: string): Promise<{ text: string; top: number } | null> {
  return log().evaluate((box, wanted) => {
    const middle = box.getBoundingClientRect().top + 200;
    const found = [...box.querySelectorAll("article")].find((each) =>
      wanted ? each.textContent === wanted : each.getBoundingClientRect().top > middle,
    );
    return found ? { text: found.textContent ?? "", top: found.getBoundingClientRect().top } : null;
  }, text);
}

it("an answer leaves alone who reads further up, and is followed from the end", async () => {
  world.model.answer = Array.from({ length: 300 }, (_, at) => `line${at}\n\n`).join("");
  world.model.pauseMs = 40;
  await say(page, "Write a lot");
  await page.getByText("line40", { exact: true }).waitFor();
  await eventually(async () => (await fromEnd()) < 80, true);

  await log().evaluate((box) => box.scrollBy(0, -600));
  await page.waitForTimeout(200);
  const reading = await log().evaluate((box) => box.scrollTop);
  await page.waitForTimeout(2_000);
  expect(Math.abs((await log().evaluate((box) => box.scrollTop)) - reading)).toBeLessThan(3);
  expect(await fromEnd()).toBeGreaterThan(500);

  await page.getByRole("button", { name: "Jump to latest" }).click();
  await page.waitForTimeout(1_000);
  expect(await fromEnd()).toBeLessThan(80);
  await page.getByRole("button", { name: "Stop generating" }).click();
  await answers(page).and(page.locator("[data-status=stopped]")).waitFor();
});
