import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, chat, composer, connectModel, eventually, openWorld, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const page = await world.device();
  await signIn(page, world.admin);
  await connectModel(page, world);
  await page.context().close();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

const wider = (part: Element) => part.scrollWidth - part.clientWidth;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

it("fits a phone of 360 pixels, where the sidebar is a drawer", async () => {
  const page = await world.device({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await signIn(page, world.admin);
  expect(await overflow(page)).toBe(0);
  world.model.answer = `| ${"column | ".repeat(12)}\n|${" --- |".repeat(12)}\n| ${"value | ".repeat(12)}\n\n\`\`\`\n${"wide ".repeat(60)}\n\`\`\`\n\n${"unbroken".repeat(30)}`;
  await chat(page, `A question with ${"averylongword".repeat(12)}`);
  expect(await overflow(page)).toBe(0);
  await call(page, "POST", "/api/v1/model-providers", {
    name: `A provider whose name is long ${Date.now()}`,
    kind: "ollama",
    base_url: "http://127.0.0.1:11434",
    model: `a-model-with-${"a-long-".repeat(8)}name`,
  });
  for (const path of ["/settings/models", "/settings/devices", "/settings/account"]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 2 }).waitFor();
    await page.waitForLoadState("networkidle");
    expect(await overflow(page)).toBe(0);
    expect(await page.locator("main .overflow-y-auto").evaluate(wider)).toBe(0);
  }
  expect(await page.getByRole("navigation", { name: "Chats" }).count()).toBe(0);
  await page.getByRole("button", { name: "Open sidebar" }).click();
  const drawer = page.getByRole("dialog", { name: "Sidebar" });
  await drawer.waitFor();
  await page.keyboard.press("Escape");
  await drawer.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Open sidebar" }).click();
  await drawer.getByRole("link", { name: "New chat" }).first().click();
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
  await drawer.waitFor({ state: "detached" });
});

it("keeps a long dialog's name and its buttons in sight on a phone", async () => {
  const page = await world.device({ viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true });
  await signIn(page, world.admin);
  await page.goto("/settings/personas");
  await page.getByRole("button", { name: "New persona" }).click();
  const dialog = page.getByRole("dialog", { name: "New persona" });
  const isInSight = async (part: Locator) => {
    const box = await part.boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= 640;
  };
  const parts = [
    dialog.getByRole("heading", { name: "New persona" }),
    dialog.getByRole("button", { name: "Close" }),
    dialog.getByRole("button", { name: "Create" }),
  ];
  const last = dialog.getByLabel("Maximum answer length, in tokens");
  expect(await isInSight(last)).toBe(false);
  expect(await Promise.all(parts.map(isInSight))).toEqual([true, true, true]);
  await last.scrollIntoViewIfNeeded();
  expect(await isInSight(last)).toBe(true);
  expect(await Promise.all(parts.map(isInSight))).toEqual([true, true, true]);
});

it("is light, dark, or as the system is, and remembers the choice in every tab", async () => {
  const page = await world.device({ colorScheme: "light" });
  // A person of their own: the choice follows them to the devices that other tests have.
  await signIn(page, await world.colleague("viewer"));
  const other = await page.context().newPage();
  await other.goto("/");
  const isDark = (tab: Page) => tab.evaluate(() => document.documentElement.classList.contains("dark"));
  expect(await isDark(page)).toBe(false);
  await page.emulateMedia({ colorScheme: "dark" });
  await eventually(() => isDark(page), true);
  await page.emulateMedia({ colorScheme: "light" });
  await eventually(() => isDark(page), false);

  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitemradio", { name: "Dark" }).click();
  expect(await isDark(page)).toBe(true);
  await eventually(() => isDark(other), true);
  await page.reload();
  expect(await isDark(page)).toBe(true);
  const background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [red = 255] = (background.match(/\d+/g) ?? []).map(Number);
  expect(red).toBeLessThan(60);
});

it("can be used with the keyboard alone", async () => {
  const page = await world.device();
  await page.goto("/");
  await page.getByRole("heading", { name: "Sign in to Sardonyx" }).waitFor();
  await page.keyboard.type(world.admin.email);
  await page.keyboard.press("Tab");
  await page.keyboard.type(world.admin.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
  await eventually(() => composer(page).evaluate((field) => field === document.activeElement), true);
  world.model.answer = "By keyboard.";
  await page.keyboard.type("Hello");
  await page.keyboard.press("Enter");
  await page.getByText("By keyboard.").waitFor();
  await eventually(() => composer(page).evaluate((field) => field === document.activeElement), true);

  await page.getByRole("button", { name: "Close sidebar" }).focus();
  await page.keyboard.press("Enter");
  expect(await page.getByRole("navigation", { name: "Chats" }).count()).toBe(0);
  await page.getByRole("button", { name: "Open sidebar" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /^Account/ }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await eventually(
    () =>
      page.getByRole("button", { name: /^Account/ }).evaluate((button) => button === document.activeElement),
    true,
  );
  const outline = await page.evaluate(
    () => getComputedStyle(document.activeElement ?? document.body).outlineStyle,
  );
  expect(outline).toBe("solid");
});

it("does not move for who does not want that", async () => {
  const page = await world.device({ reducedMotion: "reduce" });
  await page.goto("/sign-in");
  const duration = await page.evaluate(() => {
    const box = document.createElement("div");
    box.className = "animate-spin";
    document.body.append(box);
    const style = getComputedStyle(box);
    return [style.animationDuration, style.animationIterationCount];
  });
  expect(Number.parseFloat(duration[0] ?? "1")).toBeLessThan(0.01);
  expect(duration[1]).toBe("1");
});
