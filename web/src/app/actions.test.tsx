import { type Me, SHORTCUTS } from "@sardonyx/client";
import { createMemoryHistory } from "@tanstack/react-router";
import { expect, it, vi } from "vitest";
import { listActions as load } from "@/areas/frame/listActions";
import { listMenu } from "@/areas/registry";
import type { ActionContext } from "@/features/shared/actions";
import type { Services } from "@/features/shared/services";
import { REGISTRY } from "./registry";
import { makeRouter } from "./router";

// It gives the routes their addresses.
makeRouter({} as Services, createMemoryHistory());

const listActions = (registry: typeof REGISTRY, me: Me) =>
  load(registry, me, { listMenu, shortcuts: SHORTCUTS });

const person = (...permissions: string[]) => ({ permissions, user: { id: "me" } }) as unknown as Me;

const chat = (change: object = {}) => ({ id: "c", user_id: "me", archived_at: null, ...change });

function context(session: object | null): ActionContext {
  const conversations = { at: () => ({ state: { get: () => ({ session }) } }) };
  const navigate = vi.fn();
  return {
    services: { conversations },
    me: person(),
    chatId: session && "c",
    navigate,
    toast: vi.fn(),
    runCommand: vi.fn(),
  } as unknown as ActionContext;
}

async function offered(session: object | null): Promise<readonly string[]> {
  const all = await listActions(REGISTRY, person());
  return all.filter((each) => each.isOffered?.(context(session)) ?? true).map(({ name }) => name);
}

it("has commands, actions and the pages of a person without permissions, each once", async () => {
  const names = await offered(null);
  expect(names).toEqual(expect.arrayContaining(["New chat", "Sign out", "Theme: Dark", "Settings: Profile"]));
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain("Search and commands");
  expect(names.filter((name) => /this chat/.test(name))).toEqual([]);
});

it("offers a page only to who may see it", async () => {
  const namesFor = async (me: Me) => (await listActions(REGISTRY, me)).map(({ name }) => name);
  expect(await namesFor(person())).not.toContain("Studio: Usage");
  expect(await namesFor(person("usage:read"))).toContain("Studio: Usage");
});

it("offers for the chat that is shown what can be done with it, if it is one's own", async () => {
  expect(await offered(chat())).toEqual(expect.arrayContaining(["Archive this chat", "Delete this chat"]));
  expect(await offered(chat())).not.toContain("Unarchive this chat");
  expect(await offered(chat({ archived_at: "2026-11-20T12:00:00Z" }))).toContain("Unarchive this chat");
  const others = await offered(chat({ user_id: "another" }));
  expect(others.filter((name) => /this chat/.test(name))).toEqual([]);
});

it("goes to a page, and runs a command", async () => {
  const all = await listActions(REGISTRY, person());
  const here = context(null);
  all.find(({ name }) => name === "Settings: Profile")?.run(here);
  all.find(({ name }) => name === "New chat")?.run(here);
  expect(here.navigate).toHaveBeenCalledWith("/settings/profile");
  expect(here.runCommand).toHaveBeenCalledWith("new-chat");
});
