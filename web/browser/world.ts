import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Locator,
  type Page,
} from "playwright-core";
import { expect, inject } from "vitest";
import { joined, type Person, request, tokenOf } from "./api";
import { type ModelServer, startModelServer } from "./modelServer";
import { createOrganization, LOG } from "./program";

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** How long anything may take that a person waits for, on a busy machine. */
export const PATIENCE_MS = 30_000;

export type { Person } from "./api";

export interface World {
  /** The owner of the organization, which is this file's alone while it runs. */
  readonly admin: Person;
  readonly model: ModelServer;
  /** Opens a page in a browser profile of its own: another device. */
  device(options?: BrowserContextOptions): Promise<Page>;
  /** Another person of the organization, who was told a password and has not signed in yet. */
  invite(role: string): Promise<Person>;
  /**
   * Another person of the organization, with a password of their own.
   *
   * @param by who adds them; the administrator, unless it is another organization's
   */
  colleague(role: string, by?: Person): Promise<Person>;
  /** The owner of an organization of the test's own, for what holds for everybody in one. */
  organization(): Promise<Person>;
  /**
   * The newest link that would be mailed to an address, as a path. The log masks what stands before the
   * at sign: the domain is to be the test's own.
   */
  mailed(email: string): Promise<string>;
  /** What went wrong in any page unnoticed: scripts that failed, things the security policy refused. */
  readonly faults: readonly string[];
  close(): Promise<void>;
}

/** A browser, a model server, and the program they meet in. */
export async function openWorld(): Promise<World> {
  const program = inject("program");
  const admin = owner();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  const model = await startModelServer();
  const faults: string[] = [];

  async function device(options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({
      baseURL: program.url,
      viewport: { width: 1280, height: 800 },
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    watch(context, faults);
    return context.newPage();
  }

  async function invite(role: string, by: Person = admin): Promise<Person> {
    const email = `${randomUUID()}@example.com`;
    const wanted = { email, display_name: "Grace Hopper", role };
    const token = await tokenOf(program.url, by);
    const told = await request<{ one_time_password: string }>(
      program.url,
      "POST",
      "/api/v1/customer-users",
      wanted,
      token,
    );
    return { email, password: told.one_time_password };
  }

  async function colleague(role: string, by?: Person): Promise<Person> {
    return joined(program.url, await invite(role, by));
  }

  async function organization(): Promise<Person> {
    const owner = { email: `${randomUUID()}@example.com`, password: "told to who is to own it" };
    await createOrganization(program.home, owner.email, owner.password);
    return joined(program.url, owner);
  }

  async function mailed(email: string): Promise<string> {
    const line = new RegExp(`…${email.slice(email.indexOf("@"))}: (https?://\\S+)`, "g");
    const find = async () =>
      [...(await readFile(join(program.home, LOG), "utf8")).matchAll(line)].at(-1)?.[1] ?? "";
    await expect.poll(find, { timeout: PATIENCE_MS }).not.toBe("");
    return pathOf(await find());
  }

  return {
    admin,
    model,
    device,
    invite,
    colleague,
    organization,
    mailed,
    faults,
    close: async () => {
      await browser.close();
      await model.close();
    },
  };
}

/** Of the organization that no other file uses at the same time. */
function owner(): Person {
  const worker = Number(process.env.VITEST_POOL_ID);
  const found = inject("owners")[worker - 1];
  if (!found) {
    throw new Error(`There is no organization for worker ${worker}.`);
  }
  return found;
}

/** Where a link leads, whatever the program is called here. */
export function pathOf(link: string): string {
  const { pathname, search, hash } = new URL(link);
  return pathname + search + hash;
}

function watch(context: BrowserContext, faults: string[]): void {
  context.on("weberror", (error) => faults.push(String(error.error())));
  context.on("console", (line) => {
    if (/content security policy|react/i.test(line.text()) && ["error", "warning"].includes(line.type())) {
      faults.push(line.text());
    }
  });
}

/** Without the form, which is for tests of signing in. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await call(page, "POST", "/auth/v1/token?grant_type=password", { ...person, delivery: "cookie" });
  await page.goto("/");
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
}

export async function fillInSignIn(page: Page, person: Person): Promise<void> {
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(person.email);
  await page.getByLabel("Password").fill(person.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: /What is on your mind/ }).waitFor();
}

/** Calls the server as this page could, for what a test needs and is not about. */
export async function call<T>(page: Page, method: string, path: string, data?: unknown): Promise<T> {
  const cookies = await page.context().cookies();
  const csrf = cookies.find((each) => each.name === "sardonyx_csrf")?.value ?? "";
  const response = await page.request.fetch(path, {
    method,
    headers: { "X-CSRF-Token": csrf },
    ...(data === undefined ? {} : { data }),
  });
  if (!response.ok()) {
    throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  }
  const text = await response.text();
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Makes the world's model server the only model of the organization. */
export async function connectModel(page: Page, world: World): Promise<void> {
  await disconnectModels(page);
  await call(page, "POST", "/api/v1/model-providers", {
    name: `Test ${randomUUID()}`,
    kind: "openai",
    base_url: world.model.url,
    model: "stone-1",
    key: "not-a-secret",
    is_default: true,
  });
}

export async function disconnectModels(page: Page): Promise<void> {
  const { data } = await call<{ data: { id: string }[] }>(page, "GET", "/api/v1/model-providers");
  for (const provider of data) {
    await call(page, "DELETE", `/api/v1/model-providers/${provider.id}`);
  }
}

export const composer = (page: Page): Locator => page.getByLabel("Message", { exact: true });

export const answers = (page: Page): Locator => page.getByRole("article", { name: "Answer" });

export const questions = (page: Page): Locator =>
  page.getByRole("article", { name: "Your message", exact: true });

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

/** Begins a chat and waits until its answer is complete. */
export async function chat(page: Page, text: string): Promise<void> {
  await page.goto("/");
  await say(page, text);
  await page.waitForURL(/\/chat\//);
  await complete(page);
}

export async function complete(page: Page): Promise<void> {
  await answers(page).and(page.locator("[data-status=complete]")).last().waitFor();
}

/** Says of the chat's answer that it was bad, and why. */
export async function rateDown(page: Page, chat: string): Promise<void> {
  const messages = `/api/v1/chat/sessions/${chat.split("/").at(-1)}/messages`;
  const { data } = await call<{ data: { id: string; kind: string }[] }>(page, "GET", messages);
  const answer = data.find(({ kind }) => kind === "assistant")?.id;
  await call(page, "PUT", `${messages}/${answer}/feedback`, { rating: "down", comment: "Too much." });
}

export async function eventually<T>(read: () => Promise<T>, expected: T): Promise<void> {
  await expect.poll(read, { timeout: PATIENCE_MS }).toEqual(expected);
}
