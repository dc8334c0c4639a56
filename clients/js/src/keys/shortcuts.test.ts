import { expect, it } from "vitest";
import { findShortcut, type KeyPress, keyLabels, SHORTCUTS } from "./shortcuts.ts";

function press(key: string, held: Partial<KeyPress> = {}): KeyPress {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held };
}

it.each([
  ["Ctrl and K", press("k", { ctrlKey: true }), "anywhere", false, "search"],
  ["Command and K on a Mac", press("k", { metaKey: true }), "anywhere", true, "search"],
  ["Ctrl and K on a Mac, which is another key there", press("k", { ctrlKey: true }), "anywhere", true, null],
  [
    "a capital letter, because Shift is held",
    press("O", { ctrlKey: true, shiftKey: true }),
    "anywhere",
    false,
    "new-chat",
  ],
  ["without the Shift that it wants", press("o", { ctrlKey: true }), "anywhere", false, null],
  ["a question mark, wherever it stands", press("?", { shiftKey: true }), "anywhere", false, "keys"],
  ["a letter with a message in focus", press("c"), "message", false, "copy"],
  ["copying selected text, which is the browser's", press("c", { ctrlKey: true }), "message", false, null],
  ["the same letter elsewhere", press("c"), "anywhere", false, null],
] as const)("%s", (_, pressed, place, isMac, name) => {
  expect(findShortcut(pressed, place, isMac)).toBe(name);
});

it("no key has two meanings in one scope", () => {
  const keys = SHORTCUTS.flatMap((each) => each.keys.map((key) => `${each.place} ${key}`));
  expect(new Set(keys).size).toBe(keys.length);
});

it("labels keys as the keyboard has them", () => {
  expect(keyLabels("Mod+Shift+O", false)).toEqual(["Ctrl", "Shift", "O"]);
  expect(keyLabels("Mod+Shift+O", true)).toEqual(["⌘", "⇧", "O"]);
  expect(keyLabels("Alt+ArrowUp", false)).toEqual(["Alt", "↑"]);
});
