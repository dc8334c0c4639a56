import { afterAll, beforeAll, expect, it } from "vitest";
import { openWorld, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("adds somebody, who chooses a password, and changes what they may do", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Add somebody" }).click();
  const name = `Katherine ${Date.now()}`;
  const email = `katherine-${Date.now()}@example.com`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: `A password for ${name}` });
  const password = (await shown.locator("code").innerText()).trim();
  await shown.getByRole("button", { name: "I have it" }).click();
  const other = await world.device();
  await other.goto("/sign-in");
  await other.getByLabel("E-mail").fill(email);
  await other.getByLabel("Password").fill(password);
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Choose a password of your own" }).waitFor();
  await page.getByLabel(`Role of ${name}`).selectOption("developer");
  await page.reload();
  expect(await page.getByLabel(`Role of ${name}`).inputValue()).toBe("developer");
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText(email).waitFor({ state: "detached" });
});

it("makes an application and opens it for people to sign up", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/applications");
  await page.getByRole("button", { name: "Make an application" }).click();
  const name = `Shop ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: `The secret of ${name}` });
  expect(await shown.locator("code").innerText()).toMatch(/^sk_/);
  await shown.getByRole("button", { name: "I have it" }).click();
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByLabel("Anybody may make themselves an account").check();
  await page.getByLabel("Where links in mails may lead").fill("https://shop.example/");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("listitem").filter({ hasText: name }).getByText("open to sign up").waitFor();
});

it("makes a key that is shown once, and revokes it", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Make a key" }).click();
  const name = `Script ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("chat:read").check();
  await page.getByRole("button", { name: "Make the key" }).click();
  const shown = page.getByRole("dialog", { name });
  expect(await shown.locator("code").innerText()).toMatch(/^sx_/);
  await shown.getByRole("button", { name: "I have it" }).click();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText(name, { exact: true }).waitFor({ state: "detached" });
});

it("shows what was done, and from where", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/audit");
  await page.getByLabel("Only this").fill("login_session.created");
  const first = page.getByRole("list", { name: "Audit log" }).getByRole("listitem").first();
  await first.getByText("login_session.created").waitFor();
  await first.getByText("127.0.0.1").waitFor();
});

it("fits a phone", async () => {
  const page = await world.device({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await signIn(page, world.admin);
  for (const path of ["people", "applications", "api-keys", "audit"]) {
    await page.goto(`/settings/${path}`);
    await page.getByRole("heading", { level: 2 }).first().waitFor();
    await page.waitForLoadState("networkidle");
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
    ).toBe(0);
  }
});
