import type { ChatSession } from "@/core";
import { timeGroup } from "@/features/shared/times";

export type ListRow =
  | { readonly key: string; readonly kind: "heading"; readonly text: string }
  | { readonly key: string; readonly kind: "session"; readonly session: ChatSession };

/** Sessions, newest first, with a heading where a new span of time begins. */
export function listRows(sessions: readonly ChatSession[], now: Date): ListRow[] {
  const rows: ListRow[] = [];
  let group = "";
  for (const session of sessions) {
    const next = timeGroup(new Date(session.created_at), now);
    if (next !== group) {
      group = next;
      rows.push({ key: `heading ${group}`, kind: "heading", text: group });
    }
    rows.push({ key: session.id, kind: "session", session });
  }
  return rows;
}

export function titleOf(session: ChatSession): string {
  return session.title ?? "New chat";
}
