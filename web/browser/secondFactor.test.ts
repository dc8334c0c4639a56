import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { digits } from "./authenticator";
import { call, fillInSignIn, openWorld, type Person, signIn, type World } from "./world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

/** Turns it on in the settings, as far as the codes. */
async function turnOn(page: Page, person: Person): Promise<{ secret: string; codes: string[] }> {
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Turn on" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password").fill(person.password);
  await dialog.getByRole("button", { name: "Go on" }).click();
  await dialog.getByRole("img", { name: /QR code/ }).waitFor();
  const secret = (await dialog.locator("code").innerText()).replaceAll(" ", "");
  await dialog.getByLabel("Code", { exact: true }).fill(digits(secret));
  await dialog.getByRole("button", { name: "Turn on" }).click();
  const list = dialog.getByRole("list", { name: "Recovery codes" });
  await list.waitFor();
  return { secret, codes: await list.getByRole("listitem").allInnerTexts() };
}

async function withPassword(page: Page, person: Person): Promise<void> {
  await page.goto("/settings/devices");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Enter your code" }).waitFor();
}

it("turns it on, shows the recovery codes once, and turns it off again", async () => {
  const person = await world.colleague("viewer");
  const page = await world.device();
  await signIn(page, person);
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByRole("dialog").getByLabel("Your password").fill("not this one");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("alert").waitFor();
  await page.keyboard.press("Escape");
  const { secret, codes } = await turnOn(page, person);
  expect(codes).toHaveLength(10);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const file = await (await download).createReadStream();
  let text = "";
  for await (const part of file) {
    text += part;
  }
  expect(text.trim().split("\n")).toEqual(codes);
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByText("10 recovery codes are left.").waitFor();
  await page.getByRole("button", { name: "Remove Authenticator" }).click();
  await page.getByRole("dialog").getByLabel("Code", { exact: true }).fill(digits(secret, 1));
  await page.getByRole("dialog").getByRole("button", { name: "Turn off" }).click();
  await page.getByRole("button", { name: "Turn on" }).waitFor();
  await fillInSignIn(await world.device(), person);
});

it("asks for the code after the password, and takes a recovery code in its place", async () => {
  const person = await world.colleague("viewer");
  const page = await world.device();
  await signIn(page, person);
  const { secret, codes } = await turnOn(page, person);

  const next = await world.device();
  await withPassword(next, person);
  const field = next.getByLabel("Code", { exact: true });
  expect(await field.getAttribute("autocomplete")).toBe("one-time-code");
  expect(await field.getAttribute("inputmode")).toBe("numeric");
  await field.fill(digits(secret) === "123456" ? "654321" : "123456");
  await next.keyboard.press("Enter");
  expect(await next.getByRole("alert").innerText()).toMatch(/wrong or already used/i);
  await next.goto("/");
  await next.getByRole("heading", { name: "Enter your code" }).waitFor();
  await next.getByLabel("Code", { exact: true }).fill(digits(secret, 1));
  await next.keyboard.press("Enter");
  await next.getByRole("heading", { name: /What is on your mind/ }).waitFor();

  const other = await world.device();
  await withPassword(other, person);
  await other.getByRole("button", { name: "Use a recovery code" }).click();
  await other.getByLabel("Recovery code").fill(codes[0] ?? "");
  await other.getByRole("button", { name: "Go on" }).click();
  await other.getByRole("heading", { name: "Devices" }).waitFor();

  const last = await world.device();
  await withPassword(last, person);
  await last.getByRole("button", { name: "Sign out" }).click();
  await last.waitForURL(/\/sign-in$/);
});

it("forgot the password, and needs the code all the same", async () => {
  const admin = await world.device();
  await signIn(admin, world.admin);
  const shop = await call<{ publishable_key: string; secret: string }>(
    admin,
    "POST",
    "/api/v1/applications",
    {
      name: `Shop ${randomUUID()}`,
    },
  );
  const person = { email: `${randomUUID()}@example.com`, password: "a sentence of one's own" };
  const asBackend = { apikey: shop.secret, Origin: new URL(admin.url()).origin };
  const post = async <T>(path: string, data: object, headers: Record<string, string>): Promise<T> => {
    const response = await admin.request.post(path, { data, headers });
    expect(response.ok(), await response.text()).toBe(true);
    return response.json();
  };
  await post("/auth/v1/admin/users", { ...person, email_confirm: true }, asBackend);
  const session = await post<{ access_token: string }>("/auth/v1/token?grant_type=password", person, {
    apikey: shop.publishable_key,
  });
  const bearer = { apikey: shop.publishable_key, Authorization: `Bearer ${session.access_token}` };
  const factor = await post<{ id: string; totp: { secret: string } }>(
    "/auth/v1/factors",
    { factor_type: "totp" },
    bearer,
  );
  const asked = await post<{ id: string }>(`/auth/v1/factors/${factor.id}/challenge`, {}, bearer);
  const code = digits(factor.totp.secret);
  await post(`/auth/v1/factors/${factor.id}/verify`, { challenge_id: asked.id, code }, bearer);
  const link = await post<{ hashed_token: string }>(
    "/auth/v1/admin/generate_link",
    { type: "recovery", email: person.email },
    asBackend,
  );

  const page = await world.device();
  await page.goto(`/reset-password#recovery.${link.hashed_token}`);
  await page.getByLabel("New password").fill("another sentence of one's own");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Enter your code" }).waitFor();
  await page.getByLabel("Code", { exact: true }).fill(digits(factor.totp.secret, 1));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Password changed." }).waitFor();
});

it("an administrator removes the second factor of who has lost it", async () => {
  const person = await world.colleague("viewer");
  const lost = await world.device();
  await signIn(lost, person);
  await turnOn(lost, person);
  const admin = await world.device();
  await signIn(admin, world.admin);
  await admin.goto("/settings/people");
  const entry = admin.getByRole("listitem").filter({ hasText: person.email });
  await entry.getByText("second factor").waitFor();
  await entry.getByRole("button", { name: /^Actions for/ }).click();
  await admin.getByRole("menuitem", { name: "Remove two-factor authentication" }).click();
  await admin.getByRole("dialog").getByRole("button", { name: "Remove two-factor authentication" }).click();
  await entry.getByText("second factor").waitFor({ state: "detached" });
  await fillInSignIn(await world.device(), person);
});

it("sends who has none to get one, where the organization asks everybody", async () => {
  const owner = await world.organization();
  const person = await world.colleague("viewer", owner);
  const there = await world.device();
  await signIn(there, owner);
  await turnOn(there, owner);
  await there.goto("/settings/organization");
  await there.getByLabel("Require two-factor authentication for everyone").click();
  await there.getByRole("dialog").getByRole("button", { name: "Ask everybody" }).click();
  await there.getByRole("dialog").waitFor({ state: "detached" });
  expect(await there.getByLabel("Require two-factor authentication for everyone").isChecked()).toBe(true);

  const page = await world.device();
  await page.goto("/settings/devices");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Set up two-factor authentication" }).waitFor();
  await page.getByRole("button", { name: "Begin" }).click();
  await page.getByRole("img", { name: /QR code/ }).waitFor();
  const secret = await page.locator("code").innerText();
  await page.getByLabel("Code", { exact: true }).fill(digits(secret));
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Done" }).click();
  await page.getByRole("heading", { name: "Devices" }).waitFor();
});
