import { randomUUID } from "node:crypto";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { call, fillInSignIn, openWorld, pathOf, signIn, type World } from "./world";

const OWN = "a sentence that only I know";

const DEVICES: readonly (readonly [string, BrowserContextOptions])[] = [
  ["on a desktop", {}],
  ["on a phone", { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true }],
];

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

/** Of a domain of its own, by which the log's links are told apart. */
const somebody = () => `me@${randomUUID()}.example.com`;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each(DEVICES)("what a link brings, %s", (_, options) => {
  it("accepts an invitation, and signs in with the password that was chosen", async () => {
    const admin = await world.device(options);
    await signIn(admin, world.admin);
    await admin.goto("/settings/people");
    await admin.getByRole("button", { name: "Add person" }).click();
    const email = somebody();
    await admin.getByLabel("Name").fill("Mary Somerville");
    await admin.getByLabel("E-mail").fill(email);
    await admin.getByLabel("Send an invitation by email").check();
    await admin.getByRole("dialog").getByRole("button", { name: "Add" }).click();
    const shown = admin.getByRole("dialog", { name: "An invitation for Mary Somerville" });
    const link = pathOf((await shown.locator("code").innerText()).trim());
    expect(link).toMatch(/^\/accept-invitation#invite\./);
    expect(await overflow(admin)).toBe(0);
    await shown.getByRole("button", { name: "Done" }).click();
    await admin.reload();
    expect(await admin.getByText("accept-invitation").count()).toBe(0);

    const page = await world.device(options);
    await page.goto(link);
    await page.getByRole("heading", { name: "You are invited" }).waitFor();
    expect(await overflow(page)).toBe(0);
    // It stays neither in the address nor in the history.
    expect(new URL(page.url()).hash).toBe("");
    await page.getByLabel("New password").fill("iloveyoumichael1");
    await page.keyboard.press("Enter");
    await page.getByRole("alert").getByText("among the first that are tried").waitFor();
    await page.getByLabel("New password").fill(OWN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Welcome! Your account is ready." }).waitFor();
    await page.getByRole("link", { name: "Go to the sign-in page" }).click();
    await page.getByLabel("E-mail").waitFor();
    await fillInSignIn(page, { email, password: OWN });

    const second = await world.device(options);
    await second.goto(link);
    await second.getByLabel("New password").fill("another sentence altogether");
    await second.keyboard.press("Enter");
    await second.getByRole("alert").waitFor();
    await fillInSignIn(await world.device(options), { email, password: OWN });
  });

  it("confirms an address when the button is pressed, and not before", async () => {
    const admin = await world.device(options);
    await signIn(admin, world.admin);
    const name = `Door ${randomUUID()}`;
    const made = { name };
    const shop = await call<{ id: string; publishable_key: string }>(
      admin,
      "POST",
      "/api/v1/applications",
      made,
    );
    await call(admin, "PATCH", `/api/v1/applications/${shop.id}`, { sign_up_enabled: true });
    const person = { email: somebody(), password: OWN };
    const page = await world.device(options);
    const post = (path: string) =>
      page.request.post(path, { data: person, headers: { apikey: shop.publishable_key } });
    expect((await post("/auth/v1/signup")).ok()).toBe(true);
    const link = await world.mailed(person.email);
    expect(link).toMatch(/^\/confirm#signup\./);
    await page.goto(link);
    await page.getByRole("heading", { name: "Confirm your email" }).waitFor();
    expect(await overflow(page)).toBe(0);
    expect(new URL(page.url()).hash).toBe("");
    expect((await post("/auth/v1/token?grant_type=password")).ok()).toBe(false);
    await page.getByRole("button", { name: "Confirm" }).click();
    await page.getByRole("heading", { name: "Email confirmed" }).waitFor();
    await page.getByText(person.email).waitFor();
    expect((await post("/auth/v1/token?grant_type=password")).ok()).toBe(true);

    const second = await world.device(options);
    await second.goto(link);
    await second.getByRole("button", { name: "Confirm" }).click();
    await second.getByRole("alert").waitFor();
  });

  it("chooses another password for one that was forgotten", async () => {
    const admin = await world.device(options);
    await signIn(admin, world.admin);
    const email = somebody();
    const wanted = { email, display_name: "Emmy Noether", role: "viewer" };
    await call(admin, "POST", "/api/v1/customer-users", wanted);
    const page = await world.device(options);
    await page.goto("/sign-in");
    await page.getByRole("link", { name: /forgot/i }).click();
    await page.getByLabel("E-mail").fill(email);
    await page.keyboard.press("Enter");
    await page.getByText("a mail is on its way").waitFor();
    expect(await overflow(page)).toBe(0);
    await page.goto(await world.mailed(email));
    await page.getByRole("heading", { name: "Choose a new password" }).waitFor();
    expect(await overflow(page)).toBe(0);
    await page.getByLabel("New password").fill(OWN);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Password changed." }).waitFor();
    await fillInSignIn(page, { email, password: OWN });
  });

  it.each(["/reset-password#recovery", "/accept-invitation#invite"])(
    "leads from a link that is good no more, as %s, to another",
    async (path) => {
      const page = await world.device(options);
      await page.goto(`${path}.none`);
      await page.getByLabel("New password").fill(OWN);
      await page.keyboard.press("Enter");
      await page.getByRole("link", { name: "Request a new link" }).click();
      await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
      expect(await overflow(page)).toBe(0);
    },
  );

  it.each(["/reset-password", "/accept-invitation", "/confirm", "/confirm#cut"])(
    "says of %s that a link without its token is no good",
    async (path) => {
      const page = await world.device(options);
      await page.goto(path);
      await page.getByRole("heading", { name: "Invalid link" }).waitFor();
      expect(await overflow(page)).toBe(0);
      await page.getByRole("link", { name: "Request a new link" }).click();
      await page.getByRole("heading", { name: "Forgot your password?" }).waitFor();
    },
  );
});
