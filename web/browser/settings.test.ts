import { afterAll, beforeAll, expect, it } from "vitest";
import { call, openWorld, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("asks for another address of one's own, which counts once it is confirmed", async () => {
  const page = await world.device();
  const person = await world.colleague("viewer");
  await signIn(page, person);
  await page.goto("/settings/profile");
  await page.getByRole("link", { name: "Change it" }).click();
  await page.getByRole("button", { name: "Change email" }).click();
  const dialog = page.getByRole("dialog", { name: "Change email" });
  const wanted = `new-${person.email}`;
  await dialog.getByLabel("New address").fill(wanted);
  await dialog.getByLabel("Your password").fill("not this one");
  await page.keyboard.press("Enter");
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Your password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByText(`A mail was sent to ${wanted}.`).waitFor();
  await page.reload();
  await page.getByText(`A mail was sent to ${wanted}.`).waitFor();
  await page.getByText(`You sign in with ${person.email}.`).waitFor();
});

it("keeps the other pages at hand when one cannot be loaded, and loads it later", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("main").getByRole("alert").getByText("The server cannot be reached").waitFor();
  await page.getByRole("navigation", { name: "Chats" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("main").getByRole("button", { name: "Try again" }).click();
  await page.getByRole("navigation", { name: "Settings" }).waitFor();
});

it("fits a phone", async () => {
  const page = await world.device({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await signIn(page, world.admin);
  for (const path of [
    "people",
    "teams",
    "applications",
    "organization",
    "profile",
    "api-keys",
    "audit",
    "feedback",
    "usage",
    "retention",
  ]) {
    await page.goto(`/settings/${path}`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
  }
});

it("finds its way through the settings on a phone, with the keys as well", async () => {
  const page = await world.device({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await signIn(page, world.admin);
  await page.goto("/settings/people");
  const nav = page.getByRole("navigation", { name: "Administration" });
  const where = nav.getByRole("button", { name: "People" });
  await where.click();
  await page.keyboard.press("Escape");
  expect(await nav.getByRole("link", { name: "Teams" }).isVisible()).toBe(false);
  await where.press("Enter");
  await nav.getByRole("link", { name: "Teams" }).press("Enter");
  await page.getByRole("heading", { name: "Teams" }).waitFor();
  await nav.getByRole("button", { name: "Teams" }).waitFor();
  expect(await nav.getByRole("link", { name: "Teams" }).isVisible()).toBe(false);
  await page.getByRole("link", { name: "Workspace" }).click();
  await page.getByRole("heading", { name: "Workspace" }).waitFor();
  expect(
    await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
  ).toBe(0);
});

it("goes from area to area, and each says what it is about and shows its own pages", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Administration" }).click();
  await page.waitForURL("/settings/organization");
  const administration = page.getByRole("navigation", { name: "Administration" });
  await administration.getByRole("link", { name: "Audit log" }).waitFor();
  expect(await administration.getByRole("link", { name: "Models" }).count()).toBe(0);
  await administration.getByRole("link", { name: "Studio" }).click();
  await page.waitForURL("/settings/applications");
  await page.locator("header").getByText("Workspace").waitFor();
  await page.getByRole("navigation", { name: "Studio" }).getByRole("link", { name: "Settings" }).click();
  await page.waitForURL("/settings/profile");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Devices" }).waitFor();
});

it("the studio says which application its pages are about", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const made = await call<{ id: string }>(page, "POST", "/api/v1/applications", { name: "Corner shop" });
  await page.goto(`/settings/applications/${made.id}`);
  await page.locator("header").getByText("Corner shop").waitFor();
  await page.getByRole("navigation", { name: "Studio" }).getByRole("link", { name: "Usage" }).click();
  await page.locator("header").getByText("Workspace").waitFor();
});
