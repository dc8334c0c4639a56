import type { ChatSession } from "@sardonyx/client";
import { expect, it, vi } from "vitest";
import type { Action } from "@/features/shared/actions";
import { paletteGroups } from "./paletteGroups";

const action: Action = { name: "Sign out", kind: "action", run: () => undefined };
const page: Action = { name: "Settings: Profile", kind: "page", run: () => undefined };
const found = {
  key: "m",
  sessionId: "s",
  messageId: "m",
  title: "Stones",
  titleHighlights: [],
  isArchived: false,
  isAnswer: true,
  excerpt: "x",
  highlights: [],
  at: null,
};

function groups(given: Partial<Parameters<typeof paletteGroups>[0]>) {
  const work = { openChat: vi.fn(), run: vi.fn(), goOn: vi.fn() };
  const content = { recent: [], actions: [], found: [], canGoOn: false, ...work, ...given };
  return { ...work, groups: paletteGroups(content) };
}

it("puts what is known at once above what the server finds, and leaves out what is empty", () => {
  const { groups: all } = groups({ actions: [page, action], found: [found], canGoOn: true });
  expect(all.map(({ name, entries }) => [name, entries.map(({ key }) => key)])).toEqual([
    ["Actions", ["action Sign out"]],
    ["Pages and settings", ["page Settings: Profile"]],
    ["Chats", ["m", "more"]],
  ]);
});

it("opens a chat, a message, an action, and goes on", () => {
  const made = groups({
    recent: [{ id: "r" } as ChatSession],
    actions: [action],
    found: [found],
    canGoOn: true,
  });
  for (const entry of made.groups.flatMap(({ entries }) => entries)) {
    entry.open();
  }
  expect(made.openChat.mock.calls).toEqual([
    ["r", null],
    ["s", "m"],
  ]);
  expect(made.run).toHaveBeenCalledWith(action);
  expect(made.goOn).toHaveBeenCalledTimes(1);
});
