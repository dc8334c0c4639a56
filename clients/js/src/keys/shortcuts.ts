export type ShortcutName =
  | "search"
  | "new-chat"
  | "sidebar"
  | "keys"
  | "write"
  | "stop"
  | "edit-last"
  | "message-before"
  | "message-after"
  | "copy"
  | "edit"
  | "again"
  | "branch-before"
  | "branch-after"
  | "rename-chat"
  | "delete-chat"
  | "result-before"
  | "result-after"
  | "open-result";

/** Where a shortcut applies: anywhere, in the message or search field, with a message or a chat in focus. */
export type ShortcutScope = "anywhere" | "writing" | "message" | "chat" | "search";

export interface Shortcut {
  readonly name: ShortcutName;
  /** Alternatives, as in "Mod+Shift+O"; Mod is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys: readonly string[];
  readonly place: ShortcutScope;
  readonly says: string;
}

/** All keyboard shortcuts of the pages, as they work and as the help shows them. */
export const SHORTCUTS: readonly Shortcut[] = [
  { name: "search", keys: ["Mod+K"], place: "anywhere", says: "Search and commands" },
  { name: "new-chat", keys: ["Mod+Shift+O"], place: "anywhere", says: "New chat" },
  { name: "sidebar", keys: ["Mod+Shift+S"], place: "anywhere", says: "Show or hide the sidebar" },
  { name: "write", keys: ["Shift+Escape"], place: "anywhere", says: "Go to the message field" },
  { name: "message-before", keys: ["Alt+ArrowUp"], place: "anywhere", says: "Message before" },
  { name: "message-after", keys: ["Alt+ArrowDown"], place: "anywhere", says: "Message after" },
  { name: "keys", keys: ["Mod+/", "?"], place: "anywhere", says: "Show these keys" },
  { name: "stop", keys: ["Escape"], place: "writing", says: "Stop generating" },
  {
    name: "edit-last",
    keys: ["ArrowUp"],
    place: "writing",
    says: "In an empty field: edit your last message",
  },
  { name: "copy", keys: ["C"], place: "message", says: "Copy it" },
  { name: "edit", keys: ["E"], place: "message", says: "Edit it, if it is yours" },
  { name: "again", keys: ["R"], place: "message", says: "Regenerate" },
  { name: "branch-before", keys: ["ArrowLeft"], place: "message", says: "Version before" },
  { name: "branch-after", keys: ["ArrowRight"], place: "message", says: "Version after" },
  { name: "rename-chat", keys: ["F2"], place: "chat", says: "Rename it" },
  { name: "delete-chat", keys: ["Delete"], place: "chat", says: "Delete it" },
  { name: "result-before", keys: ["ArrowUp"], place: "search", says: "Result before" },
  { name: "result-after", keys: ["ArrowDown"], place: "search", says: "Result after" },
  { name: "open-result", keys: ["Enter"], place: "search", says: "Open it" },
];

export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** The shortcut of a key press in this scope; null if there is none. */
export function findShortcut(press: KeyPress, place: ShortcutScope, isMac: boolean): ShortcutName | null {
  const found = SHORTCUTS.find(
    (each) => each.place === place && each.keys.some((keys) => isPressed(press, keys, isMac)),
  );
  return found?.name ?? null;
}

/** A single character without a modifier, which a text field takes as input. */
export function isPlainKey(press: KeyPress): boolean {
  return press.key.length === 1 && !press.ctrlKey && !press.metaKey && !press.altKey;
}

/** The labels of the keys, as this kind of keyboard has them. */
export function keyLabels(keys: string, isMac: boolean): readonly string[] {
  return partsOf(keys).map((part) => (isMac ? MAC_CAPS[part] : undefined) ?? CAPS[part] ?? part);
}

const CAPS: Readonly<Record<string, string>> = {
  Mod: "Ctrl",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
};

const MAC_CAPS: Readonly<Record<string, string>> = { Mod: "⌘", Shift: "⇧", Alt: "⌥" };

function isPressed(press: KeyPress, keys: string, isMac: boolean): boolean {
  const parts = partsOf(keys);
  const key = parts.at(-1) ?? "";
  const hasMod = isMac ? press.metaKey && !press.ctrlKey : press.ctrlKey && !press.metaKey;
  const hasNoMod = !press.metaKey && !press.ctrlKey;
  // Punctuation such as ? is on different keys, with or without Shift, in each keyboard layout.
  const isSign = key.length === 1 && !/[A-Z]/.test(key);
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (parts.includes("Mod") ? hasMod : hasNoMod) &&
    press.altKey === parts.includes("Alt") &&
    (isSign || press.shiftKey === parts.includes("Shift"))
  );
}

function partsOf(keys: string): string[] {
  return keys.split("+");
}
