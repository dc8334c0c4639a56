import type { Message } from "../wire.ts";
import { type Conversation, type PendingMessage, textOf } from "./conversation.ts";

/** A row of the message list. Its key stays the same when a pending message is confirmed. */
export type Row =
  | { readonly key: string; readonly kind: "message"; readonly message: Message; readonly text: string }
  | { readonly key: string; readonly kind: "pending"; readonly pending: PendingMessage }
  /** An answer was requested and has not begun. */
  | { readonly key: string; readonly kind: "waiting" };

export function messageRows(state: Conversation): Row[] {
  const rows: Row[] = shownPath(state).map((message) => ({
    key: (message.kind === "user" && message.client_message_id) || message.id,
    kind: "message",
    message,
    text: textOf(state, message),
  }));
  for (const pending of state.pending) {
    rows.push({ key: pending.clientMessageId, kind: "pending", pending });
  }
  if (state.pendingAnswer || state.pending.some((pending) => pending.problem === null)) {
    rows.push({ key: "waiting", kind: "waiting" });
  }
  return rows;
}

/** The path up to where a pending message or answer branches off. */
function shownPath({ path, pending, pendingAnswer }: Conversation): readonly Message[] {
  const parents = new Set<string | null>(pending.map((each) => each.parentId).filter((id) => id !== null));
  if (pendingAnswer) {
    parents.add(pendingAnswer.questionId);
  }
  const cut = path.findIndex((message) => parents.has(message.parent_id ?? null));
  return cut < 0 ? path : path.slice(0, cut);
}
