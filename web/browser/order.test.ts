import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  call,
  chat,
  composer,
  connectModel,
  eventually,
  openWorld,
  type Person,
  signIn,
  type World,
} from "./world";

const DAY_MS = 86_400_000;

let world: World;
let person: Person;
beforeAll(async () => {
  world = await openWorld();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await connectModel(admin, world);
  person = await world.colleague("viewer");
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const list = (page: Page) => page.getByRole("navigation", { name: "Chats" });
const first = (page: Page) => list(page).getByRole("link").first().innerText();
const firstAddress = (page: Page) => list(page).getByRole("link").first().getAttribute("href");
const heading = (page: Page) => list(page).getByRole("heading").first().innerText();

/** As soon as the chat is there to take it. */
async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.getByRole("button", { name: "Send" }).click();
}

async function device(): Promise<Page> {
  const page = await world.device();
  await signIn(page, person);
  return page;
}

/** A browser whose clock is wrong by so many milliseconds. */
async function deviceOff(by: number): Promise<Page> {
  const page = await world.device();
  await page.addInitScript((difference: number) => {
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given: []) {
        super(...(given.length > 0 ? given : ([Right.now() + difference] as unknown as [])));
      }
      static override now(): number {
        return Right.now() + difference;
      }
    } as DateConstructor;
  }, by);
  await signIn(page, person);
  return page;
}

async function make(page: Page, title: string): Promise<string> {
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title });
  return id;
}

it("the chat in which something was said last is first, on every device and after a reload", async () => {
  const one = await device();
  const other = await device();
  const a = await make(one, "Agate");
  await make(one, "Basalt");
  await eventually(async () => (await first(other)).includes("Basalt"), true);
  await one.goto(`/chat/${a}`);
  await send(one, "Once more about agate");
  for (const page of [one, other]) {
    await eventually(async () => (await first(page)).includes("Agate"), true);
  }
  await other.reload();
  await eventually(async () => (await first(other)).includes("Agate"), true);
});

it("a chat of a page that is not loaded comes to the top when something is said in it", async () => {
  const one = await device();
  const old = await make(one, "The oldest of them");
  for (let count = 0; count < 60; count += 1) {
    await make(one, `Stone ${count}`);
  }
  const other = await device();
  await eventually(async () => (await first(other)).includes("Stone 59"), true);
  await one.goto(`/chat/${old}`);
  await send(one, "Still there?");
  await eventually(async () => (await first(other)).includes("The oldest of them"), true);
  expect(await heading(other)).toBe("Today");
});

it.each([
  ["behind", -DAY_MS],
  ["ahead", DAY_MS],
])("a browser whose clock is a day %s has its new chat on top, of today", async (_name, by) => {
  const wrong = await deviceOff(by);
  const right = await device();
  expect(await wrong.evaluate(() => Date.now() - performance.timeOrigin)).toSatisfy(
    (off: number) => Math.abs(off - by) < DAY_MS / 2,
  );
  await chat(wrong, "What time is it?");
  const address = new URL(wrong.url()).pathname;
  for (const page of [wrong, right]) {
    await eventually(() => firstAddress(page), address);
    await eventually(() => heading(page), "Today");
  }
  await wrong.reload();
  await eventually(() => firstAddress(wrong), address);
  await eventually(() => heading(wrong), "Today");
});
