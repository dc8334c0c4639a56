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

it("invites somebody by mail, sends it again, and revokes it", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Add somebody" }).click();
  const name = `Mary ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(`mary-${Date.now()}@example.com`);
  await page.getByLabel("Invite them by mail").check();
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  const line = page.getByRole("listitem").filter({ hasText: name });
  await line.getByText("invited", { exact: true }).waitFor();
  await line.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Send the invitation again" }).click();
  await page.getByText("The invitation is on its way").waitFor();
  await line.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke the invitation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await line.waitFor({ state: "detached" });
});

it("names a team, and says who is in it, with the keys alone", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const shop = `Team shop ${Date.now()}`;
  await call(page, "POST", "/api/v1/applications", { name: shop });
  const person = `Barbara ${Date.now()}`;
  const email = `barbara-${Date.now()}@example.com`;
  await call(page, "POST", "/api/v1/customer-users", { email, display_name: person, role: "viewer" });

  await page.goto("/settings/teams");
  await page.getByText(`Runs the application ${shop}.`).waitFor();
  await page.getByRole("link", { name: shop }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: shop }).waitFor();
  const name = `${shop}, the people`;
  await page.getByRole("button", { name: "Rename" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name }).waitFor();

  await page.getByRole("button", { name: "Add somebody" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("Who").selectOption({ label: `${person} (${email})` });
  await page.getByRole("dialog").getByLabel("Role").selectOption("moderator");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).press("Enter");
  const role = page.getByLabel(`Role of ${person}`);
  expect(await role.inputValue()).toBe("moderator");
  await role.selectOption("developer");
  await page.reload();
  expect(await role.inputValue()).toBe("developer");

  await page.getByRole("button", { name: `Remove ${person}` }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).press("Enter");
  await page.getByRole("button", { name: `Remove ${person}` }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).press("Enter");
  await page.getByText(email).waitFor({ state: "detached" });
});

it("says why the last owner of a team stays its owner", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const shop = `Lonely shop ${Date.now()}`;
  await call(page, "POST", "/api/v1/applications", { name: shop });
  await page.goto("/settings/teams");
  await page.getByRole("link", { name: shop }).click();
  const role = page.getByLabel(/^Role of/);
  await role.selectOption("viewer");
  await page.getByRole("alert").getByText("make somebody else an owner first").waitFor();
  expect(await role.inputValue()).toBe("owner");
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
  const me = await call<{ user: { display_name: string } }>(page, "GET", "/api/v1/me");
  await first.getByText(me.user.display_name).waitFor();
});

it("fits a phone", async () => {
  const page = await world.device({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });
  await signIn(page, world.admin);
  for (const path of ["people", "teams", "applications", "api-keys", "audit"]) {
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
  const nav = page.getByRole("navigation", { name: "Settings" });
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
