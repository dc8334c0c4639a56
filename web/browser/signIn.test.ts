import type { Cookie, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { call, composer, fillInSignIn, openWorld, PATIENCE_MS, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

/** The cookies of a profile that goes on for a while: its refresh token is used, and the next one too. */
async function oldLogin(page: Page): Promise<Cookie[]> {
  const cookies = await page.context().cookies();
  for (let times = 0; times < 2; times += 1) {
    await page.context().clearCookies({ name: "sardonyx_access" });
    await page.reload();
    await composer(page).waitFor();
  }
  return cookies;
}

/** As when an old copy of the profile is restored. */
async function restore(page: Page, cookies: readonly Cookie[]): Promise<void> {
  await page.context().addCookies(cookies.filter(({ name }) => name !== "sardonyx_access"));
  await page.context().clearCookies({ name: "sardonyx_access" });
}

it("asks who one is, and says when the password is wrong", async () => {
  const page = await world.device();
  await page.goto("/");
  await page.waitForURL(/\/sign-in$/);
  await page.getByLabel("E-mail").fill(world.admin.email);
  await page.getByLabel("Password").fill("not this one");
  await page.keyboard.press("Enter");
  const alert = page.getByRole("alert");
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/password/i);
  await page.getByLabel("Password").fill(world.admin.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
});

it("hides what one types for a password, and lets it be pasted or filled in", async () => {
  const page = await world.device();
  await page.goto("/sign-in");
  const password = page.getByLabel("Password");
  await password.waitFor();
  expect(await password.getAttribute("type")).toBe("password");
  expect(await password.getAttribute("autocomplete")).toBe("current-password");
  const isTaken = await password.evaluate((field) =>
    field.dispatchEvent(new ClipboardEvent("paste", { bubbles: true, cancelable: true })),
  );
  expect(isTaken).toBe(true);
});

it("goes on to where one wanted to go, and never elsewhere", async () => {
  const page = await world.device();
  await page.goto("/settings/devices");
  await page.waitForURL(/sign-in\?next=%2Fsettings%2Fdevices/);
  await page.getByLabel("E-mail").fill(world.admin.email);
  await page.getByLabel("Password").fill(world.admin.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Devices" }).waitFor();

  const other = await world.device();
  await other.goto("/sign-in?next=https://elsewhere.example/");
  await other.getByLabel("E-mail").fill(world.admin.email);
  await other.getByLabel("Password").fill(world.admin.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await other.getByRole("heading", { name: /What is on your mind/ }).waitFor();
});

it("signs out, and what was open cannot be gone back to", async () => {
  const page = await world.device();
  await fillInSignIn(page, world.admin);
  await composer(page).fill("not sent yet");
  const drafts = () =>
    page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("sardonyx.draft.")));
  await expect.poll(drafts).toHaveLength(1);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL(/\/sign-in$/);
  expect(await drafts()).toEqual([]);
  expect(await page.context().cookies()).toEqual([]);
  await page.goto("/");
  await page.waitForURL(/\/sign-in$/);
});

it("a device that is signed out from another one is out at once", async () => {
  const person = await world.colleague("viewer");
  const lost = await world.device({ userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Safari/604.1" });
  const here = await world.device();
  await fillInSignIn(lost, person);
  await fillInSignIn(here, person);
  await here.goto("/settings/devices");
  await here.getByText("This device").waitFor();
  await here.getByRole("button", { name: "Sign out Safari on iPhone" }).click();
  await lost.waitForURL(/\/sign-in/, { timeout: PATIENCE_MS });
  await here.getByText("Safari on iPhone").waitFor({ state: "detached" });
  expect(await here.getByText("This device").isVisible()).toBe(true);
});

it("leads all tabs to the sign-in page when the login has ended, and back, with what was written", async () => {
  const person = await world.colleague("viewer");
  const page = await world.device();
  await fillInSignIn(page, person);
  const context = page.context();
  const restored = await oldLogin(page);
  const other = await context.newPage();
  await other.goto("/settings/preferences");
  await other.getByRole("heading", { name: "Preferences" }).first().waitFor();
  await composer(page).fill("half a thought");
  await restore(page, restored);

  // Sent: the server refuses, and what was said is not lost.
  await page.keyboard.press("Enter");
  await page.getByText("Your sign-in has ended. Sign in again.").waitFor();
  await other.getByText("Your sign-in has ended. Sign in again.").waitFor();
  expect(await page.getByText("Invalid Refresh Token").count()).toBe(0);

  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await composer(page).waitFor();
  expect(await composer(page).inputValue()).toBe("half a thought");
  await other.waitForURL(/settings\/preferences/);
});

it("keeps what could not be sent in a chat for after signing in again", async () => {
  const person = await world.colleague("viewer");
  const page = await world.device();
  await fillInSignIn(page, person);
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title: "Agate" });
  const restored = await oldLogin(page);
  await page.goto(`/chat/${id}`);
  await page.getByRole("heading", { name: "Agate" }).waitFor();
  await composer(page).fill("Where is it found?");
  await restore(page, restored);
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Your sign-in has ended. Sign in again.").waitFor();
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Agate" }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/chat/${id}`);
  expect(await composer(page).inputValue()).toBe("Where is it found?");
});

it("leads to the sign-in page who comes with an old login, and back to where they wanted to go", async () => {
  const person = await world.colleague("viewer");
  const page = await world.device();
  await fillInSignIn(page, person);
  const restored = await oldLogin(page);
  await page.goto("about:blank");
  await restore(page, restored);
  await page.goto("/settings/devices");
  await page.getByText("Your sign-in has ended. Sign in again.").waitFor();
  expect(await page.getByRole("button", { name: "Try again" }).count()).toBe(0);
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Devices" }).waitFor();
});

it("signs out everywhere after asking", async () => {
  const person = await world.colleague("viewer");
  const one = await world.device();
  const two = await world.device();
  await fillInSignIn(one, person);
  await fillInSignIn(two, person);
  await one.goto("/settings/devices");
  await one.getByRole("button", { name: "Sign out everywhere" }).click();
  await one.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await one.waitForURL(/\/sign-in/);
  await two.waitForURL(/\/sign-in/, { timeout: PATIENCE_MS });
});

it("changes the password", async () => {
  const person = await world.colleague("viewer");
  const page = await world.device();
  await fillInSignIn(page, person);
  await page.goto("/settings/account");
  await page.getByLabel("Current password").fill("wrong");
  await page.getByLabel("New password").fill("an even longer sentence");
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByRole("alert").waitFor();
  await page.getByLabel("Current password").fill(person.password);
  await page.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Password changed.").waitFor();
  await fillInSignIn(await world.device(), { ...person, password: "an even longer sentence" });
});

it("lets somebody who was told a password do nothing before they chose their own", async () => {
  const person = await world.invite("viewer");
  const page = await world.device();
  await page.goto("/settings/devices");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Choose your own password" }).waitFor();
  await page.goto("/");
  await page.getByLabel("Temporary password").fill(person.password);
  await page.getByLabel("New password").fill("a sentence that only I know");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
  await page.goto("/new-password");
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
  await fillInSignIn(await world.device(), { ...person, password: "a sentence that only I know" });
});
