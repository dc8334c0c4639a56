import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DEVICES, EVERYTHING, violations } from "./accessibility";
import { digits } from "./authenticator";
import { call, chat, connectModel, fillInSignIn, openWorld, pathOf, signIn, type World } from "./world";

let world: World;
let sharedChat: string;
let invitation: string;
beforeAll(async () => {
  world = await openWorld();
  const page = await world.device();
  await signIn(page, world.admin);
  await connectModel(page, world);
  world.model.answer = EVERYTHING;
  await chat(page, "For others to read");
  const share = `/api/v1/chat/sessions/${page.url().split("/").at(-1)}/share`;
  const link = await call<{ token: string }>(page, "POST", share, { requires_login: false });
  sharedChat = `/shared/${link.token}`;
  const invited = await call<{ invitation_link: string }>(page, "POST", "/api/v1/customer-users", {
    email: `${Date.now()}@example.com`,
    display_name: "Invited",
    role: "viewer",
    by_mail: true,
  });
  invitation = pathOf(invited.invitation_link);
  await page.context().close();
});
afterAll(async () => {
  await world.close();
  expect(world.faults).toEqual([]);
});

describe.each(DEVICES)("nothing keeps anybody out, %s", (_, options) => {
  it("of signing in, also when it fails", async () => {
    const page = await world.device(options);
    await page.goto("/sign-in");
    await page.getByLabel("Password").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("E-mail").fill("nobody@example.com");
    await page.getByLabel("Password").fill("something else");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    expect(await violations(page)).toEqual([]);
    await fillInSignIn(page, world.admin);
    await page.context().close();
  });

  it("of the doors that links in mails open, also when they are no good", async () => {
    const door = await world.device(options);
    await door.goto("/forgot-password");
    await door.getByLabel("E-mail").waitFor();
    expect(await violations(door)).toEqual([]);
    await door.getByLabel("E-mail").fill(`nobody-${Date.now()}@example.com`);
    await door.keyboard.press("Enter");
    await door.getByText("a mail is on its way").waitFor();
    expect(await violations(door)).toEqual([]);
    for (const path of ["/reset-password#recovery.none", invitation]) {
      await door.goto(path);
      await door.getByLabel("New password").waitFor();
      expect(await violations(door)).toEqual([]);
      await door.getByLabel("New password").fill("short");
      await door.keyboard.press("Enter");
      await door.getByRole("alert").waitFor();
      expect(await violations(door)).toEqual([]);
    }
    await door.goto("/confirm#signup.none");
    await door.getByRole("button", { name: "Confirm" }).waitFor();
    expect(await violations(door)).toEqual([]);
    await door.getByRole("button", { name: "Confirm" }).click();
    await door.getByRole("alert").waitFor();
    expect(await violations(door)).toEqual([]);
    await door.goto("/confirm");
    await door.getByRole("heading", { name: "Invalid link" }).waitFor();
    expect(await violations(door)).toEqual([]);
    await door.context().close();
  });

  it("of a password of one's own in place of one that was told", async () => {
    const person = await world.invite("viewer");
    const door = await world.device(options);
    await door.goto("/new-password");
    await door.getByLabel("E-mail").fill(person.email);
    await door.getByLabel("Password").fill(person.password);
    await door.keyboard.press("Enter");
    await door.getByLabel("New password").fill("short");
    await door.getByLabel("Temporary password").fill(person.password);
    expect(await violations(door)).toEqual([]);
    await door.keyboard.press("Enter");
    await door.getByRole("alert").waitFor();
    expect(await violations(door)).toEqual([]);
    await door.context().close();
  });

  it("of a chat that is read by its link, and of a link that leads nowhere", async () => {
    const stranger = await world.device(options);
    await stranger.goto(sharedChat);
    await stranger.locator(".katex").first().waitFor();
    await stranger.locator("code [class^=hljs]").first().waitFor();
    expect(await violations(stranger)).toEqual([]);
    await stranger.goto("/shared/nothing");
    await stranger.getByText("Link not found").waitFor();
    expect(await violations(stranger)).toEqual([]);
    await stranger.context().close();
  });

  it("of the second factor: asked for, turned on, with the codes", async () => {
    const person = await world.colleague("viewer");
    const own = await world.device(options);
    await signIn(own, person);
    await own.goto("/settings/account");
    await own.getByRole("button", { name: "Turn on" }).click();
    await own.getByLabel("Your password").fill(person.password);
    expect(await violations(own)).toEqual([]);
    await own.keyboard.press("Enter");
    await own.getByRole("img", { name: /QR code/ }).waitFor();
    expect(await violations(own)).toEqual([]);
    const secret = await own.getByRole("dialog").locator("code").innerText();
    await own.getByLabel("Code", { exact: true }).fill(digits(secret));
    await own.keyboard.press("Enter");
    await own.getByRole("list", { name: "Recovery codes" }).waitFor();
    expect(await violations(own)).toEqual([]);
    await own.getByRole("button", { name: "Done" }).click();
    await own.getByText("10 recovery codes are left.").waitFor();
    expect(await violations(own)).toEqual([]);
    await own.context().clearCookies();
    await own.goto("/sign-in");
    await own.getByLabel("E-mail").fill(person.email);
    await own.getByLabel("Password").fill(person.password);
    await own.keyboard.press("Enter");
    await own.getByLabel("Code", { exact: true }).waitFor();
    expect(await violations(own)).toEqual([]);
    await own.getByRole("button", { name: "Use a recovery code" }).click();
    expect(await violations(own)).toEqual([]);
    await own.context().close();
  });
});
