import { afterAll, beforeAll, expect, it } from "vitest";
import { call, eventually, openWorld, signIn, type World } from "./world";

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
  await page.getByRole("button", { name: "Add person" }).click();
  const name = `Katherine ${Date.now()}`;
  const email = `katherine-${Date.now()}@example.com`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: `A password for ${name}` });
  const password = (await shown.locator("code").innerText()).trim();
  await shown.getByRole("button", { name: "Done" }).click();
  const other = await world.device();
  await other.goto("/sign-in");
  await other.getByLabel("E-mail").fill(email);
  await other.getByLabel("Password").fill(password);
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Choose your own password" }).waitFor();
  const role = page.getByLabel(`Role of ${name}`);
  await role.selectOption("developer");
  // It shows what the server has.
  await eventually(() => role.inputValue(), "developer");
  await page.reload();
  expect(await role.inputValue()).toBe("developer");
  await page.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await page.getByText(email).waitFor({ state: "detached" });
});

it("invites somebody by mail, sends it again, and revokes it", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const name = `Mary ${Date.now()}`;
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("E-mail").fill(`mary-${Date.now()}@example.com`);
  await page.getByLabel("Send an invitation by email").check();
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  // Where no mail is sent, it is brought to them by whoever invites them.
  const shown = page.getByRole("dialog", { name: `An invitation for ${name}` });
  const link = await shown.locator("code").innerText();
  expect(link).toContain("/accept-invitation#invite.");
  await shown.getByRole("button", { name: "Done" }).click();
  const line = page.getByRole("listitem").filter({ hasText: name });
  await line.getByText("invited", { exact: true }).waitFor();
  await line.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Resend invitation" }).click();
  expect(await shown.locator("code").innerText()).not.toBe(link);
  await shown.getByRole("button", { name: "Done" }).click();
  await line.getByRole("button", { name: `Actions for ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke invitation" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await line.waitFor({ state: "detached" });
});

it("asks before somebody is signed out everywhere by being deactivated", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const person = await world.colleague("viewer");
  const other = await world.device();
  await signIn(other, person);
  await page.goto("/settings/people");
  await page.getByLabel("Search people").fill(person.email);
  const line = page.getByRole("list", { name: "People" }).getByRole("listitem");
  await eventually(() => line.count(), 1);
  const choose = async (item: string) => {
    await line.getByRole("button", { name: /^Actions for/ }).click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await choose("Deactivate");
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  expect((await call<{ user: object }>(other, "GET", "/api/v1/me")).user).toBeDefined();
  await choose("Deactivate");
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).click();
  await line.getByText("deactivated", { exact: true }).waitFor();
  await expect(call(other, "GET", "/api/v1/me")).rejects.toThrow("401");
  await choose("Activate");
  await line.getByText("deactivated", { exact: true }).waitFor({ state: "detached" });
});

it("says when somebody was last here, and gives them another name", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const before = `Maria Mayer ${Date.now()}`;
  await call(page, "POST", "/api/v1/customer-users", {
    email: `mayer-${Date.now()}@example.com`,
    display_name: before,
    role: "viewer",
  });
  await page.goto("/settings/people");
  const line = (name: string) =>
    page.getByRole("list", { name: "People" }).getByRole("listitem").filter({ hasText: name });
  await line(before).getByText("never signed in").waitFor();
  await page.getByRole("button", { name: `Actions for ${before}` }).click();
  await page.getByRole("menuitem", { name: "Rename" }).click();
  const after = `Maria Goeppert Mayer ${Date.now()}`;
  await page.getByRole("dialog").getByLabel("Name").fill(after);
  await page.keyboard.press("Enter");
  await line(after).waitFor();
  await page.reload();
  await line(after).waitFor();
  await page.getByLabel("Search people").fill(world.admin.email);
  await line(world.admin.email)
    .getByText(/^last here/)
    .waitFor();
});

it("finds one of the people by a part of their address", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const mark = `mark${Date.now()}`;
  for (const name of ["Emmy Noether", "Sofja Kowalewskaja"]) {
    await call(page, "POST", "/api/v1/customer-users", {
      email: `${name.split(" ")[0]}.${mark}@example.com`,
      display_name: name,
      role: "viewer",
    });
  }
  await page.goto("/settings/people");
  const people = page.getByRole("list", { name: "People" }).getByRole("listitem");
  await page.getByLabel("Search people").fill(`EMMY.${mark}`);
  await eventually(() => people.count(), 1);
  await people.getByText("Emmy Noether").waitFor();
  await page.getByLabel("Search people").fill(`nobody ${mark}`);
  await page.getByText(/^No people match “nobody/).waitFor();
});

it("says what the roles may do, and that those of other teams give no rights", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const shop = `Rights shop ${Date.now()}`;
  await call(page, "POST", "/api/v1/applications", { name: shop });
  await page.goto("/settings/people");
  await page.getByText("About roles").click();
  await page.getByText("everything that concerns no owner").waitFor();
  await page.getByRole("button", { name: "Add person" }).click();
  await page.getByRole("dialog").getByLabel("Role").selectOption({ label: "owner: may do everything" });
  await page.goto("/settings/teams");
  await page.getByText("Rights come from the Workspace's team alone").waitFor();
  await page.getByRole("link", { name: shop }).click();
  await page.getByText("its roles give no rights").waitFor();
  expect(await page.getByText("About roles").count()).toBe(0);
  await page.goto("/settings/teams");
  await page.getByRole("link", { name: "Workspace" }).click();
  await page.getByText("About roles").waitFor();
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
  await page.getByRole("heading", { name, exact: true }).waitFor();

  await page.getByRole("button", { name: "Add person" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Search people").fill(email);
  const who = page.getByLabel("Who");
  await eventually(() => who.locator("option").allInnerTexts(), [`${person} (${email})`]);
  await page.getByRole("dialog").getByLabel("Role").selectOption("moderator");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).press("Enter");
  const role = page.getByLabel(`Role of ${person}`);
  expect(await role.inputValue()).toBe("moderator");
  await role.selectOption("developer");
  await eventually(() => role.inputValue(), "developer");
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
