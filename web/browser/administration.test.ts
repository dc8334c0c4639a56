import { afterAll, beforeAll, expect, it } from "vitest";
import { call, chat, connectModel, eventually, openWorld, pathOf, signIn, type World } from "./world";

type Days = "delete_after_days" | "delete_audit_events_after_days";

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
  const role = page.getByLabel(`Role of ${name}`);
  await role.selectOption("developer");
  // It shows what the server has.
  await eventually(() => role.inputValue(), "developer");
  await page.reload();
  expect(await role.inputValue()).toBe("developer");
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
  // Where no mail is sent, it is brought to them by whoever invites them.
  const shown = page.getByRole("dialog", { name: `An invitation for ${name}` });
  const link = await shown.locator("code").innerText();
  expect(link).toContain("/accept-invitation#invite.");
  await shown.getByRole("button", { name: "I have it" }).click();
  const line = page.getByRole("listitem").filter({ hasText: name });
  await line.getByText("invited", { exact: true }).waitFor();
  await line.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Send the invitation again" }).click();
  expect(await shown.locator("code").innerText()).not.toBe(link);
  await shown.getByRole("button", { name: "I have it" }).click();
  await line.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Revoke the invitation" }).click();
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
  await page.getByLabel("Find somebody").fill(person.email);
  const line = page.getByRole("list", { name: "People" }).getByRole("listitem");
  await eventually(() => line.count(), 1);
  const choose = async (item: string) => {
    await line.getByRole("button", { name: /^More about/ }).click();
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

it("says what a rule will delete before it is saved", async () => {
  const page = await world.device();
  await signIn(page, await world.organization());
  await page.goto("/settings/retention");
  const rule = () =>
    call<Partial<Record<Days, number | null>>>(page, "GET", "/api/v1/organization/retention");
  const saved = async () => (await rule()).delete_after_days ?? null;
  const wish = async (days: string) => {
    await page.getByLabel("Delete after days").fill(days);
    await page.getByRole("button", { name: "Save" }).click();
  };
  await wish("90");
  await page
    .getByRole("dialog", { name: "Delete chats after 90 days?" })
    .getByText("Pinned ones stay")
    .waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  expect(await saved()).toBeNull();
  await wish("90");
  await page.getByRole("dialog").getByRole("button", { name: "Delete them" }).click();
  await eventually(saved, 90);
  // What deletes less asks nothing.
  await wish("120");
  await eventually(saved, 120);
  await wish("119");
  await page
    .getByRole("dialog", { name: "Delete chats after 119 days?" })
    .getByRole("button", { name: "Cancel" })
    .click();
  await page.getByLabel("Delete audit events after days").fill("90");
  await wish("120");
  await page
    .getByRole("dialog", { name: "Delete audit events after 90 days?" })
    .getByRole("button", { name: "Delete them" })
    .click();
  await eventually(async () => (await rule()).delete_audit_events_after_days, 90);
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

  await page.getByRole("button", { name: "Add somebody" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Find somebody").fill(email);
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
  await page.getByLabel("Another password or address needs the password").check();
  await page.getByLabel("Where links in mails may lead").fill("https://shop.example/");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("listitem").filter({ hasText: name }).getByText("open to sign up").waitFor();
  await page.getByRole("button", { name: `More about ${name}` }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  expect(await page.getByLabel("Another password or address needs the password").isChecked()).toBe(true);
});

it("renames an application, deactivates it, and deletes it with its team", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const name = `Stall ${Date.now()}`;
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", { name });
  await page.goto("/settings/applications");
  await page.getByRole("link", { name }).press("Enter");
  await page.getByRole("heading", { name, level: 2 }).waitFor();
  await page.getByRole("button", { name: `More about ${name}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Settings" }).press("Enter");
  const renamed = `${name}, the second`;
  const field = page.getByRole("dialog").getByLabel("Name");
  expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
  await field.fill(renamed);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: renamed, level: 2 }).waitFor();
  await page.getByRole("button", { name: `More about ${renamed}` }).press("Enter");
  await page.getByRole("menuitem", { name: "Deactivate" }).press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Deactivate" }).press("Enter");
  await page.getByText("everybody who uses it is refused").waitFor();
  await page.getByRole("link", { name, exact: true }).click();
  await page.getByText(`Runs the application ${renamed}.`).waitFor();
  await page.getByRole("link", { name: "See the application" }).click();
  await page.getByRole("button", { name: `More about ${renamed}` }).press("Enter");
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
        display_name: `Somebody ${each}`,
      }),
    ),
  );
  await page.goto(`/settings/applications/${id}`);
  const users = page.getByRole("list", { name: "Users" }).getByRole("listitem");
  await eventually(() => users.count(), 50);
  await page.getByRole("button", { name: "Show more" }).click();
  await eventually(() => users.count(), 53);

  await page.getByRole("button", { name: "Add a user" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a user" });
  await dialog.getByLabel("Name", { exact: true }).fill("Hedy Lamarr");
  await dialog.getByLabel("Id in your own system").fill("customer-7");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.getByText("has a user with this external_id already").waitFor();
  await dialog.getByLabel("Id in your own system").fill("customer-hl");
  await dialog.getByLabel("Role").selectOption("curator");
  await dialog.getByRole("button", { name: "Add" }).click();
  await dialog.waitFor({ state: "detached" });

  await page.getByLabel("Find a user").fill("R-HL");
  await eventually(() => users.count(), 1);
  const role = page.getByLabel("Role of Hedy Lamarr");
  expect(await role.inputValue()).toBe("curator");
  await role.selectOption("limited");
  const menu = async (item: string) => {
    await page.getByRole("button", { name: "More about Hedy Lamarr" }).press("Enter");
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
  await page.getByText("Nobody has “R-HL”").waitFor();
});

it("invites somebody into an application by their address, and mails who forgot their password", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", {
    name: `Guests ${Date.now()}`,
  });
  await page.goto(`/settings/applications/${id}`);
  await page.getByRole("button", { name: "Invite somebody" }).click();
  const dialog = page.getByRole("dialog", { name: "Invite somebody" });
  const email = `lise@${Date.now()}.example.com`;
  await dialog.getByLabel("Name").fill("Lise Meitner");
  await dialog.getByLabel("E-mail").fill(email);
  await page.keyboard.press("Enter");
  const shown = page.getByRole("dialog", { name: "An invitation for Lise Meitner" });
  const link = (await shown.locator("code").innerText()).trim();
  await shown.getByRole("button", { name: "I have it" }).click();
  const user = page.getByRole("list", { name: "Users" }).getByRole("listitem");
  await user.getByText(email).waitFor();
  await user.getByText("address not confirmed").waitFor();

  const other = await world.device();
  await other.goto(pathOf(link));
  await other.getByLabel("New password").fill("a sentence that only I know");
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Welcome: your account is ready." }).waitFor();

  await page.getByLabel("Find a user").fill(email.toUpperCase());
  await eventually(() => user.getByText("address not confirmed").count(), 0);
  await eventually(() => user.count(), 1);
  await page.getByRole("button", { name: "More about Lise Meitner" }).press("Enter");
  expect(await page.getByRole("menuitem", { name: "Send an invitation" }).count()).toBe(0);
  await page.getByRole("menuitem", { name: "Mail a link for a new password" }).press("Enter");
  await page.getByText(`No mail server is connected: the link for ${email}`).waitFor();
  expect(await world.mailed(email)).toMatch(/^\/reset-password#recovery\./);
});

it("says what the roles may do, and that those of other teams give no rights", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  const shop = `Rights shop ${Date.now()}`;
  await call(page, "POST", "/api/v1/applications", { name: shop });
  await page.goto("/settings/people");
  await page.getByText("What the roles may do").click();
  await page.getByText("everything that concerns no owner").waitFor();
  await page.getByRole("button", { name: "Add somebody" }).click();
  await page.getByRole("dialog").getByLabel("Role").selectOption({ label: "owner: may do everything" });
  await page.goto("/settings/teams");
  await page.getByText("Rights come from the Workspace's team alone").waitFor();
  await page.getByRole("link", { name: shop }).click();
  await page.getByText("its roles give no rights").waitFor();
  expect(await page.getByText("What the roles may do").count()).toBe(0);
  await page.goto("/settings/teams");
  await page.getByRole("link", { name: "Workspace" }).click();
  await page.getByText("What the roles may do").waitFor();
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
  expect(await developer.getByRole("button", { name: /More about|Add a user|Invite/ }).count()).toBe(0);
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
  await page.getByRole("button", { name: `More about ${before}` }).click();
  await page.getByRole("menuitem", { name: "Change the name" }).click();
  const after = `Maria Goeppert Mayer ${Date.now()}`;
  await page.getByRole("dialog").getByLabel("Name").fill(after);
  await page.keyboard.press("Enter");
  await line(after).waitFor();
  await page.reload();
  await line(after).waitFor();
  await page.getByLabel("Find somebody").fill(world.admin.email);
  await line(world.admin.email)
    .getByText(/^last here/)
    .waitFor();
});

it("asks for another address of one's own, which counts once it is confirmed", async () => {
  const page = await world.device();
  const person = await world.colleague("viewer");
  await signIn(page, person);
  await page.goto("/settings/profile");
  await page.getByRole("link", { name: "Change it" }).click();
  await page.getByRole("button", { name: "Change the address" }).click();
  const dialog = page.getByRole("dialog", { name: "Change the address" });
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
  await page.getByLabel("Find somebody").fill(`EMMY.${mark}`);
  await eventually(() => people.count(), 1);
  await people.getByText("Emmy Noether").waitFor();
  await page.getByLabel("Find somebody").fill(`nobody ${mark}`);
  await page.getByText(/^Nobody has “nobody/).waitFor();
});

it("names the organization and oneself, and everybody sees it", async () => {
  const page = await world.device();
  await signIn(page, await world.colleague("admin"));
  const before = await call<{ name: string }>(page, "GET", "/api/v1/organization");
  const organization = `Lapidaries ${Date.now()}`;
  await page.goto("/settings/organization");
  await page.getByLabel("Name", { exact: true }).fill(organization);
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const name = `Sophie Germain ${Date.now()}`;
  await page.goto("/settings/profile");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Username").fill("leblanc");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  const account = page.getByRole("button", { name: /^Account/ });
  await account.getByText(name).waitFor();
  await account.getByText(organization).waitFor();
  const admin = await world.device();
  await signIn(admin, world.admin);
  await admin.goto("/settings/people");
  await admin.getByLabel("Find somebody").fill(name);
  await admin.getByRole("list", { name: "People" }).getByText(name).waitFor();
  await call(page, "PATCH", "/api/v1/organization", before.name ? { name: before.name } : {});
});

it("asks for longer passwords, and takes that back", async () => {
  const page = await world.device();
  // Of an organization of its own, or others would choose passwords meanwhile.
  await signIn(page, await world.organization());
  await page.goto("/settings/organization");
  const length = page.getByLabel("Least length of passwords");
  const saved = () => call<{ password_length: number | null }>(page, "GET", "/api/v1/organization");
  await length.fill("20");
  await page.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await saved()).password_length, 20);
  await length.fill("");
  await page.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await saved()).password_length ?? null, null);
  await page.reload();
  expect(await length.inputValue()).toBe("");
});

it("keeps the other pages at hand when one cannot be fetched, and fetches it later", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.context().setOffline(true);
  await page.getByRole("button", { name: /^Account/ }).click();
  await page.getByRole("menuitem", { name: "Settings" }).click();
  await page.getByRole("main").getByRole("alert").getByText("The server cannot be reached").waitFor();
  await page.getByRole("navigation", { name: "Chats" }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByRole("navigation", { name: "Settings" }).waitFor();
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
  await first.getByText("Login session created").waitFor();
  await first.getByText("127.0.0.1").waitFor();
  const me = await call<{ user: { display_name: string } }>(page, "GET", "/api/v1/me");
  await first.getByText(me.user.display_name).waitFor();
});

it("shows to what it was done, and what one person did within some days", async () => {
  const page = await world.device();
  await signIn(page, await world.colleague("admin"));
  const shop = `Audited shop ${Date.now()}`;
  await call(page, "POST", "/api/v1/applications", { name: shop });
  await page.goto("/settings/audit");
  const entries = page.getByRole("list", { name: "Audit log" }).getByRole("listitem");
  const made = entries.filter({ hasText: `Application: ${shop}` });
  await made.getByText("Application created").waitFor();
  await made.getByRole("button", { name: "Grace Hopper" }).click();
  await page.getByText("Only what Grace Hopper did.").waitFor();
  await eventually(
    async () => (await entries.count()) - (await entries.filter({ hasText: "Grace Hopper" }).count()),
    0,
  );
  await made.waitFor();
  const today = await page.evaluate(() => new Date().toLocaleDateString("sv"));
  await page.getByLabel("To", { exact: true }).fill("2020-01-01");
  await page.getByText("Nothing of the kind was done.").waitFor();
  await page.getByLabel("To", { exact: true }).fill(today);
  await page.getByLabel("From", { exact: true }).fill(today);
  await made.waitFor();
  await page.getByRole("button", { name: "Everybody's" }).click();
  await page.getByText("Only what Grace Hopper did.").waitFor({ state: "detached" });
});

it("says what models read and wrote, for whom, on which day", async () => {
  const page = await world.device();
  await signIn(page, await world.organization());
  await page.goto("/settings/usage");
  await page.getByText("No model was asked in these days.").waitFor();
  await connectModel(page, world);
  world.model.answer = "Counted.";
  await chat(page, "Count this");
  await page.goto("/settings/usage");
  const line = page.getByRole("list", { name: "Usage" }).getByRole("listitem");
  await line.getByText("stone-1").waitFor();
  await line.getByText(/1 answer/).waitFor();
  await line.getByText(/[1-9]\d* read, [1-9]\d* written/).waitFor();
  const me = await call<{ user: { display_name: string } }>(page, "GET", "/api/v1/me");
  await line.getByRole("button", { name: me.user.display_name }).click();
  await page.getByText(`Only what ${me.user.display_name} asked for.`).waitFor();
  await line.getByText("stone-1").waitFor();
  await page.getByLabel("To", { exact: true }).fill("2020-01-31");
  await page.getByText("No model was asked in these days.").waitFor();
  await page.getByLabel("From", { exact: true }).fill("2010-01-01");
  await page.getByRole("alert").getByText("Ask for at most 366 days").waitFor();
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
