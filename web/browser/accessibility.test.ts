import { randomUUID } from "node:crypto";
import { createRequire } from "node:module";
import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { digits } from "./authenticator";
import { call, chat, connectModel, openWorld, pathOf, signIn, type World } from "./world";

const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

const DEVICES: readonly (readonly [string, BrowserContextOptions])[] = [
  ["on a desktop, light", { colorScheme: "light" }],
  ["on a desktop, dark", { colorScheme: "dark" }],
  ["on a phone, light", phone("light")],
  ["on a phone, dark", phone("dark")],
];

function phone(colorScheme: "light" | "dark"): BrowserContextOptions {
  return { colorScheme, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
}

const EVERYTHING = `# A heading

Words with *weight*, \`code\` and [a link](https://example.com), and a formula: $x^2$.

| A | Table |
| - | - |
| with | cells |

\`\`\`python
def answer() -> int:  # a comment
    return 42 + len("words")
\`\`\`

> Said by somebody.

- [x] done
- [ ] to do`;

let world: World;
let longChat: string;
const thrownAway = `Thrown away ${Date.now()}`;
const filed = `Filed ${Date.now()}`;
let sharedChat: string;
let project: string;
let invitation: string;
const shop = `Web shop ${Date.now()}`;
beforeAll(async () => {
  world = await openWorld();
  const page = await world.device();
  await signIn(page, world.admin);
  await connectModel(page, world);
  world.model.answer = `<think>Hm.</think>${EVERYTHING}`;
  await chat(page, "Show me everything");
  longChat = new URL(page.url()).pathname;
  await call(page, "POST", "/api/v1/chat/sessions", { title: filed, category: "Bills" });
  const gone = await call<{ id: string }>(page, "POST", "/api/v1/chat/sessions", { title: thrownAway });
  await call(page, "DELETE", `/api/v1/chat/sessions/${gone.id}`);
  const messages = `/api/v1/chat/sessions/${longChat.split("/").at(-1)}/messages`;
  const { data } = await call<{ data: { id: string; kind: string }[] }>(page, "GET", messages);
  const answer = data.find(({ kind }) => kind === "assistant")?.id;
  await call(page, "PUT", `${messages}/${answer}/feedback`, { rating: "down", comment: "Too much." });
  const { id } = await call<{ id: string }>(page, "POST", "/api/v1/applications", { name: shop });
  await call(page, "POST", "/api/v1/app-users", {
    application_id: id,
    external_id: "one",
    display_name: "Only One",
  });
  await chat(page, "And for others to read");
  const share = `/api/v1/chat/sessions/${page.url().split("/").at(-1)}/share`;
  const link = await call<{ token: string }>(page, "POST", share, { requires_login: false });
  sharedChat = `/shared/${link.token}`;
  const made = await call<{ id: string }>(page, "POST", "/api/v1/projects", {
    name: "Stones",
    instructions: "Answer as a geologist would.",
  });
  project = `/projects/${made.id}`;
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

/** What axe finds wrong with the page as it is once nothing moves any more, each with where. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter((each) => each.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((each) => each.finished),
    ),
  );
  // Through the debugger, where the page's security policy does not forbid it.
  await page.evaluate(await script());
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
    const { violations } = await axe.run({ resultTypes: ["violations"] });
    // What a tooltip says again is the name of its button: it belongs to no part of the page.
    const isTooltip = (target: string[]) =>
      document.querySelector(target.join(" "))?.querySelector("[role=tooltip]") != null;
    return violations
      .map(({ id, nodes }) => ({
        id,
        nodes: nodes.filter((node) => id !== "region" || !isTooltip(node.target)),
      }))
      .filter(({ nodes }) => nodes.length > 0)
      .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`);
  });
}

interface AxeResults {
  violations: { id: string; nodes: { target: string[] }[] }[];
}

let source: Promise<string> | undefined;

function script(): Promise<string> {
  source ??= import("node:fs/promises").then((fs) => fs.readFile(axe, "utf8"));
  return source;
}

describe.each(DEVICES)("nothing keeps anybody out, %s", (_, options) => {
  let page: Page;
  beforeAll(async () => {
    page = await world.device(options);
  });
  afterAll(async () => {
    await page.context().close();
  });

  it("of signing in, also when it fails", async () => {
    await page.goto("/sign-in");
    await page.getByLabel("Password").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByLabel("E-mail").fill("nobody@example.com");
    await page.getByLabel("Password").fill("something else");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").waitFor();
    expect(await violations(page)).toEqual([]);
    await signIn(page, world.admin);
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
    await door.getByRole("heading", { name: "This link is no good" }).waitFor();
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
    await door.getByLabel("Password you were given").fill(person.password);
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
    await stranger.getByText("This link leads nowhere").waitFor();
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
    await own.getByRole("button", { name: "I have them" }).click();
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

  it("of a new chat", async () => {
    expect(await violations(page)).toEqual([]);
  });

  it("of a chat with everything in it", async () => {
    await page.goto(longChat);
    await page.locator(".katex").first().waitFor();
    await page.locator("code [class^=hljs]").first().waitFor();
    await page.getByText("What it thought").click();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.getByRole("button", { name: "Make a link" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of what one said of an answer", async () => {
    await page.goto(longChat);
    const row = page.getByRole("article", { name: "Answer" });
    await row.hover();
    await row.getByRole("button", { name: "What you said of it" }).click();
    await page.getByRole("dialog").getByLabel("In your words").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of what is asked for before the address is another, or chats are deleted", async () => {
    await page.goto("/settings/account");
    await page.getByRole("button", { name: "Change the address" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.goto("/settings/retention");
    await page.getByLabel("Delete after days").fill("30");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of the menus and the keys", async () => {
    await page.goto("/");
    await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
    await page.keyboard.press("Control+/");
    await page.getByRole("dialog", { name: "Keys" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+K");
    await page.getByRole("combobox", { name: "Search your chats" }).fill("heading");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    const open = page.getByRole("button", { name: "Open sidebar" });
    if (await open.isVisible()) {
      await open.click();
      await page.getByRole("dialog", { name: "Sidebar" }).waitFor();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: /^Account/ }).click();
    await page.getByRole("menu").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Deleted chats" }).click();
    await page.getByRole("button", { name: `Bring back ${thrownAway}` }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Back to chats" }).click();
    await page.getByRole("button", { name: `Actions for ${filed}` }).click();
    await page.getByRole("menuitem", { name: "Category" }).click();
    await page.getByRole("dialog", { name: "Category" }).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of a team and of what opens above it", async () => {
    await page.goto("/settings/teams");
    await page.getByRole("link", { name: "Workspace" }).click();
    await page.getByRole("button", { name: "Rename" }).waitFor();
    const places = page.getByRole("navigation", { name: "Settings" }).getByRole("button");
    if (await places.isVisible()) {
      await places.click();
    }
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Add somebody" }).click();
    await page
      .getByRole("dialog")
      .getByText(/Who|Everybody/)
      .first()
      .waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of an application, its users and what opens above them", async () => {
    await page.goto("/settings/applications");
    await page.getByRole("link", { name: shop }).click();
    await page.getByText("Only One").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "More about Only One" }).click();
    await page.getByRole("menu").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("menuitem", { name: "Change the name" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Add a user" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByLabel("Find a user").fill("nobody");
    await page.getByText(/^Nobody has/).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of a project and of what opens above it", async () => {
    await page.goto(project);
    await page.getByRole("heading", { name: "Stones", level: 2 }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("main").getByRole("button", { name: "Edit" }).click();
    await page.getByRole("dialog", { name: "Edit the project" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.getByRole("main").getByRole("button", { name: "Delete" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of adding a person, with the link or the password that is shown once", async () => {
    await page.goto("/settings/people");
    await page.getByText("What the roles may do").click();
    expect(await violations(page)).toEqual([]);
    for (const byMail of [true, false]) {
      await page.getByRole("button", { name: "Add somebody" }).click();
      await page.getByLabel("Name").fill("Ada Yonath");
      await page.getByLabel("E-mail").fill(`${randomUUID()}@example.com`);
      if (byMail) {
        await page.getByLabel("Invite them by mail").check();
      }
      expect(await violations(page)).toEqual([]);
      await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
      await page.getByRole("button", { name: "I have it" }).waitFor();
      expect(await violations(page)).toEqual([]);
      await page.getByRole("button", { name: "I have it" }).click();
    }
    await page.getByRole("button", { name: "More about Ada Yonath" }).first().click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await page.getByRole("dialog").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of inviting somebody into an application", async () => {
    await page.goto("/settings/applications");
    await page.getByRole("link", { name: shop }).click();
    await page.getByRole("button", { name: "Invite somebody" }).click();
    const email = `${randomUUID()}@example.com`;
    await page.getByLabel("E-mail").fill(email);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "I have it" }).click();
    await page.getByText(email).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it("of making a key, and of the key", async () => {
    await page.goto("/settings/api-keys");
    await page.getByRole("button", { name: "Make a key" }).click();
    await page.getByLabel("Name").fill(`Key ${randomUUID()}`);
    await page.getByLabel("chat:read").check();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Make the key" }).click();
    await page.getByRole("button", { name: "I have it" }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "I have it" }).click();
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
    await page.getByRole("button", { name: "Connect a model" }).click();
    await page.getByRole("dialog", { name: "Connect a model" }).waitFor();
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
    await page.getByLabel("Who may use it").selectOption("roles");
    expect(await violations(page)).toEqual([]);
  });

  it("of whose chats a model may answer", async () => {
    await page.goto("/settings/models");
    await page.getByRole("button", { name: "Connect a model" }).click();
    await page.getByLabel("Who may use it").selectOption("roles");
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
