import { afterAll, beforeAll, expect, it } from "vitest";
import { call, chat, connectModel, eventually, openWorld, type Person, signIn, type World } from "./world";

type Days = "delete_after_days" | "delete_audit_events_after_days";

let world: World;
/** Of an organization of its own, or what holds for everybody in one would hold for other tests too. */
let owner: Person;
beforeAll(async () => {
  world = await openWorld();
  owner = await world.organization();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
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
  await admin.getByLabel("Search people").fill(name);
  await admin.getByRole("list", { name: "People" }).getByText(name).waitFor();
  await call(page, "PATCH", "/api/v1/organization", before.name ? { name: before.name } : {});
});

it("asks for longer passwords, and takes that back", async () => {
  const page = await world.device();
  await signIn(page, owner);
  await page.goto("/settings/organization");
  const length = page.getByLabel("Minimum password length");
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

it("says what a rule will delete before it is saved", async () => {
  const page = await world.device();
  await signIn(page, owner);
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
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
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
    .getByRole("button", { name: "Delete" })
    .click();
  await eventually(async () => (await rule()).delete_audit_events_after_days, 90);
});

it("says what models read and wrote, for whom, on which day", async () => {
  const page = await world.device();
  await signIn(page, owner);
  await page.goto("/settings/usage");
  await page.getByText("No usage in this period.").waitFor();
  await connectModel(page, world);
  world.model.answer = "Counted.";
  await chat(page, "Count this");
  await page.goto("/settings/usage");
  const line = page.getByRole("list", { name: "Usage" }).getByRole("listitem");
  await line.getByText("stone-1").waitFor();
  await line.getByText(/1 answer/).waitFor();
  await line.getByText(/[1-9]\d* input, [1-9]\d* output tokens/).waitFor();
  const me = await call<{ user: { display_name: string } }>(page, "GET", "/api/v1/me");
  await line.getByRole("button", { name: me.user.display_name }).click();
  await page.getByText(`Only what ${me.user.display_name} asked for.`).waitFor();
  await line.getByText("stone-1").waitFor();
  await page.getByLabel("To", { exact: true }).fill("2020-01-31");
  await page.getByText("No usage in this period.").waitFor();
  await page.getByLabel("From", { exact: true }).fill("2010-01-01");
  await page.getByRole("alert").getByText("at most 366 days").waitFor();
});

it("shows what was done, and from where", async () => {
  const page = await world.device();
  await signIn(page, world.admin);
  await page.goto("/settings/audit");
  await page.getByLabel("Filter by this").fill("login_session.created");
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
  await page.getByText("No matching events.").waitFor();
  await page.getByLabel("To", { exact: true }).fill(today);
  await page.getByLabel("From", { exact: true }).fill(today);
  await made.waitFor();
  await page.getByRole("button", { name: "Everybody's" }).click();
  await page.getByText("Only what Grace Hopper did.").waitFor({ state: "detached" });
});
