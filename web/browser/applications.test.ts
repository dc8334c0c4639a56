import { afterAll, beforeAll, expect, it } from "vitest";
import { call, eventually, openWorld, pathOf, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

it("makes an application and opens it for people to sign up", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/applications");
  await page.getByRole("button", { name: "Create application" }).click();
  const name = `Shop ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: `The secret of ${name}` });
  expect(await shown.locator("code").innerText()).toMatch(/^sk_/);
  await shown.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByLabel("Allow sign-ups").check();
  await page.getByLabel("Require the current password to change password or email").check();
  await page.getByLabel("Redirect URLs").fill("https://shop.example/");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("listitem").filter({ hasText: name }).getByText("open to sign up").waitFor();
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  expect(await page.getByLabel("Require the current password to change password or email").isChecked()).toBe(
    true,
  );
});

it("renames an application, deactivates it, and deletes it with its team", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const name = `Stall ${Date.now()}`;
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", { name });
  await page.goto("/settings/applications");
  await page.getByRole("link", { name }).press("Enter");
  await page.getByRole("heading", { name, level: 2 }).waitFor();
  await page.getByRole("button", { name: `Actions for ${name}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Settings" }).press("Enter");
  const renamed = `${name}, the second`;
  const field = page.getByRole("dialog").getByLabel("Name");
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill(renamed);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: renamed, level: 2 }).waitFor();
  await page.getByRole("button", { name: `Actions for ${renamed}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Deactivate" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).press("Enter");
  await page.getByText("all users are refused").waitFor();
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByText(`Runs the application ${renamed}.`).waitFor();
  await page.getByRole("link", { name: "Open application" }).click();
  await page.getByRole("button", { name: `Actions for ${renamed}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Delete" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).press("Enter");
  await page.getByRole("heading", { name: "Applications" }).waitFor();
  const { data } = await call<{ data: { application_id: string }[] }>(page, "GET", "/api/v1/teams");
  expect(data.filter((team) => team.application_id === id)).toEqual([]);
  await page.goto(`/settings/applications/${id}`);
  await page.getByRole("alert").getByText("There is no such application").waitFor();
});

it("finds one of many users of an application, and says what they may do", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", {
    name: `Crowd ${Date.now()}`,
  });
  await Promise.all(
    Array.from({ length: 53 }, (_, each) =>
      call(page, "POST", "/api/v1/app-users", {
        application_id: id,
        external_id: `customer-${each}`,
        display_name: `Person ${each}`,
      }),
    ),
  );
  await page.goto(`/settings/applications/${id}`);
  const users = page.getByRole("list", { name: "Users" }).getByRole("listitem");
  await eventually(() => users.count(), 50);
  await page.getByRole("button", { name: "Show more" }).click();
  await eventually(() => users.count(), 53);

  await page.getByRole("button", { name: "Add user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add user" });
  await dialog.getByLabel("Name", { exact: true }).fill("Hedy Lamarr");
  await dialog.getByLabel("External ID").fill("customer-7");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("has a user with this external_id already").waitFor();
  await dialog.getByLabel("External ID").fill("customer-hl");
  await dialog.getByLabel("Role").selectOption("curator");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByLabel("Search users").fill("R-HL");
  await eventually(() => users.count(), 1);
  const role = page.getByLabel("Role of Hedy Lamarr");
  expect(await role.inputValue()).toBe("curator");
  await role.selectOption("limited");
  const menu = async (item: string) => {
    await page.getByRole("button", { name: "Actions for Hedy Lamarr" }).press("Enter");
    await page.getByRole("menuitem", { name: item }).press("Enter");
  };
  await menu("Sign out everywhere");
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await page.getByText("Hedy Lamarr is signed out everywhere").waitFor();
  await menu("Deactivate");
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await users.getByText("deactivated", { exact: true }).waitFor();
  const found = await call<{ data: { role: string; is_active: boolean }[] }>(
    page,
    "GET",
    `/api/v1/app-users?application_id=${id}&external_id=customer-hl`,
  );
  expect(found.data).toMatchObject([{ role: "limited", is_active: false }]);
  await menu("Delete");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText("No users match “R-HL”").waitFor();
});

it("invites somebody into an application by their address, and mails who forgot their password", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", {
    name: `Guests ${Date.now()}`,
  });
  await page.goto(`/settings/applications/${id}`);
  await page.getByRole("button", { name: "Invite user" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite user" });
  const email = `lise@${Date.now()}.example.com`;
  await dialog.getByLabel("Name").fill("Lise Meitner");
  await dialog.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: "An invitation for Lise Meitner" });
  const link = (await shown.locator("code").innerText()).trim();
  await shown.getByRole("button", { name: "Done" }).click();
  const user = page.getByRole("list", { name: "Users" }).getByRole("listitem");
  await user.getByText(email).waitFor();
  await user.getByText("address not confirmed").waitFor();

  const other = await world.device();
  await other.goto(pathOf(link));
  await other.getByLabel("New password").fill("a sentence that only I know");
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Welcome! Your account is ready." }).waitFor();

  await page.getByLabel("Search users").fill(email.toUpperCase());
  await eventually(() => user.getByText("address not confirmed").count(), 0);
  await eventually(() => user.count(), 1);
  await page.getByRole("button", { name: "Actions for Lise Meitner" }).press("Enter");
  expect(await page.getByRole("menuitem", { name: "Send an invitation" }).count()).toBe(0);
  await page.getByRole("menuitem", { name: "Send password reset link" }).press("Enter");
  await page.getByText(`No mail server is configured. The link for ${email}`).waitFor();
  expect(await world.mailed(email)).toMatch(/^\/reset-password#recovery\./);
});

it("shows a developer who uses an application, and nothing that they may not change", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const name = `Window ${Date.now()}`;
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", { name });
  await call(page, "POST", "/api/v1/app-users", {
    application_id: id,
    external_id: "one",
    display_name: "Only One",
  });
  const developer = await world.device();
  await signIn(developer, await world.colleague("developer"));
  await developer.goto(`/settings/applications/${id}`);
  const user = developer.getByRole("list", { name: "Users" }).getByRole("listitem");
  await user.getByText("Only One").waitFor();
  expect(await developer.getByRole("main").getByRole("combobox").count()).toBe(0);
  expect(await developer.getByRole("button", { name: /Actions for|Add user|Invite/ }).count()).toBe(0);
});

it("makes a key that is shown once, and revokes it", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "Create API key" }).click();
  const name = `Script ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("chat:read").check();
  await page.getByRole("dialog").getByRole("button", { name: "Create API key" }).click();
  const shown = page.getByRole("dialog", { name });
  expect(await shown.locator("code").innerText()).toMatch(/^sx_/);
  await shown.getByRole("button", { name: "Done" }).click();
  await page.getByRole("button", { name: `Revoke ${name}` }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await page.getByText(name, { exact: true }).waitFor({ state: "detached" });
});
