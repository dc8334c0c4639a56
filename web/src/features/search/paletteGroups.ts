import type { ChatSession } from "@sardonyx/client";
import type { Action } from "@/features/shared/actions";
import type { Found } from "./results";

/** One line of the palette. */
export type PaletteEntry = { readonly key: string; readonly open: () => void } & (
  | { readonly kind: "chat"; readonly chat: ChatSession }
  | { readonly kind: "action"; readonly action: Action }
  | { readonly kind: "found"; readonly found: Found }
  | { readonly kind: "more"; readonly text: string }
);

export interface PaletteGroup {
  readonly name: string;
  readonly entries: readonly PaletteEntry[];
}

interface PaletteContent {
  readonly recent: readonly ChatSession[];
  readonly actions: readonly Action[];
  readonly found: readonly Found[];
  /** Whether older messages can be looked through. */
  readonly canGoOn: boolean;
  readonly openChat: (id: string, messageId: string | null) => void;
  readonly run: (action: Action) => void;
  readonly goOn: () => void;
}

/**
 * The groups that have something. What is known at once stands above what the server finds, so that
 * nothing moves away from under the choice.
 */
export function paletteGroups(content: PaletteContent): readonly PaletteGroup[] {
  const { recent, actions, found, canGoOn, openChat, run, goOn } = content;
  const ofKind = (kind: Action["kind"]) =>
    actions
      .filter((action) => action.kind === kind)
      .map((action): PaletteEntry => {
        return { key: `${kind} ${action.name}`, kind: "action", action, open: () => run(action) };
      });
  const messages = found.map((each): PaletteEntry => {
    return {
      key: each.key,
      kind: "found",
      found: each,
      open: () => openChat(each.sessionId, each.messageId),
    };
  });
  const text = found.length > 0 ? "Show more" : "Search older messages";
  const more: readonly PaletteEntry[] = canGoOn ? [{ key: "more", kind: "more", text, open: goOn }] : [];
  return [
    {
      name: "Recent chats",
      entries: recent.map((chat): PaletteEntry => {
        return { key: chat.id, kind: "chat", chat, open: () => openChat(chat.id, null) };
      }),
    },
    { name: "Actions", entries: ofKind("action") },
    { name: "Pages and settings", entries: ofKind("page") },
    { name: "Chats", entries: [...messages, ...more] },
  ].filter(({ entries }) => entries.length > 0);
}
