import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVICES, violations } from "./accessibility";
import { call, chat, connectModel, openWorld, rateDown, signIn, type World } from "./world";

const shop = `Web shop ${Date.now()}`;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const page = await world.device();
  await signIn(page, world.admin);
  await connectModel(page, world);
  await chat(page, "What is it made of?");
  await rateDown(page, new URL(page.url()).pathname);
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", { name: shop });
  await call(page, "POST", "/api/v1/app-users", {
    application_id: id,
    external_id: "one",
    display_name: "Only One",
  });
  await page.context().close();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

describe.each(DEVICES)("nothing keeps anybody out, %s", (_, options) => {
  let page: Page;
  beforeAll(async () => {
    page = await world.device(options);
    await signIn(page, world.admin);
  });
  afterAll(async () => {
    await page.context().close();
  });

  it("of what is asked for before the address is another, or chats are deleted", async () => {
    await page.goto("/settings/account");
    await page.getByRole("button", { name: "Change email" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto("/settings/retention");
    await page.getByLabel("Delete after days").fill("30");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of a team and of what opens above it", async () => {
    await page.goto("/settings/teams");
    await page.getByRole("link", { name: "Workspace" }).click();
    await page.getByRole("button", { name: "Rename" }).waitFor();
    const places = page.getByRole("navigation", { name: "Administration" }).getByRole("button");
    if (await places.isVisible()) {
      await places.click();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Add person" }).click();
    await page
      .getByRole("dialog")
      .getByText(/Who|Everyone in your organization/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of an application, its users and what opens above them", async () => {
    await page.goto("/settings/applications");
    await page.getByRole("link", { name: shop }).click();
    await page.getByText("Only One").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Actions for Only One" }).click();
    await page.getByRole("menu").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Rename" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add user" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByLabel("Search users").fill("nobody");
    await page.getByText(/^No users match/).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of adding a person, with the link or the password that is shown once", async () => {
    await page.goto("/settings/people");
    await page.getByText("About roles").click();
    expect(await violations(page)).toEqual([]);
    for (const byMail of [true, false]) {
      await page.getByRole("button", { name: "Add person" }).click();
      await page.getByLabel("Name").fill("Ada Yonath");
      await page.getByLabel("E-mail").fill(`${randomUUID()}@example.com`);
      if (byMail) {
        await page.getByLabel("Send an invitation by email").check();
      }
      expect(await violations(page)).toEqual([]);
      await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
      await page.getByRole("button", { name: "Done" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "Done" }).click();
    }
    await page.getByRole("button", { name: "Actions for Ada Yonath" }).first().click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of inviting somebody into an application", async () => {
    await page.goto("/settings/applications");
    await page.getByRole("link", { name: shop }).click();
    await page.getByRole("button", { name: "Invite user" }).click();
    const email = `${randomUUID()}@example.com`;
    await page.getByLabel("E-mail").fill(email);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText(email).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of making a key, and of the key", async () => {
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "Create API key" }).click();
    await page.getByLabel("Name").fill(`Key ${randomUUID()}`);
    await page.getByLabel("chat:read").check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("dialog").getByRole("button", { name: "Create API key" }).click();
    await page.getByRole("button", { name: "Done" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Done" }).click();
    await page
      .getByRole("button", { name: /^Revoke/ })
      .first()
      .click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of connecting a model, and of changing it", async () => {
    await page.goto("/settings/models");
    await page.getByRole("button", { name: "Edit" }).first().click();
    await page.getByRole("dialog", { name: /^Edit/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Connect model" }).click();
    await page.getByRole("dialog", { name: "Connect model" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of changing a persona, and of deleting it", async () => {
    await page.goto("/settings/personas");
    await page.getByRole("button", { name: "Edit" }).first().click();
    await page.getByRole("dialog", { name: /^Edit/ }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("main").getByRole("button", { name: "Delete" }).first().click();
    await page.getByRole("dialog", { name: /^Delete/ }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of who may use a persona", async () => {
    await page.goto("/settings/personas");
    await page.getByRole("button", { name: "New persona" }).click();
    await page.getByLabel("Who can use it").selectOption("roles");
    expect(await violations(page)).toEqual([]);
  });

  it("of whose chats a model may answer", async () => {
    await page.goto("/settings/models");
    await page.getByRole("button", { name: "Connect model" }).click();
    await page.getByLabel("Who can use it").selectOption("roles");
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ["/settings/audit", "Audit log"],
    ["/settings/feedback", "Feedback"],
    ["/settings/usage", "Usage"],
  ])("of %s with something in it", async (path, list) => {
    await page.goto(path);
    await page.getByRole("list", { name: list }).getByRole("listitem").first().waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    "/settings/models",
    "/settings/personas",
    "/settings/people",
    "/settings/teams",
    "/settings/applications",
    "/settings/organization",
    "/settings/profile",
    "/settings/api-keys",
    "/settings/retention",
    "/settings/preferences",
    "/settings/devices",
    "/settings/account",
    "/chat/01990000-0000-7000-8000-000000000001",
    "/nowhere",
  ])("of %s", async (path) => {
    await page.goto(path);
    await page
      .getByRole("heading")
      .nth(path === "/nowhere" ? 0 : 1)
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
