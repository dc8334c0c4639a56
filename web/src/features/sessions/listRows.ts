import type { ChatSession } from "@sardonyx/client";
import { timeGroup } from "@/features/shared/times";

export type ListRow =
  | { readonly key: string; readonly kind: "heading"; readonly text: string }
  | { readonly key: string; readonly kind: "session"; readonly session: ChatSession };

/**
 * Those that are pinned, then the others, in their order, with a heading where a new span of time begins.
 */
export function listRows(
  sessions: readonly ChatSession[],
  now: Date,
  pinned: readonly ChatSession[] = [],
): ListRow[] {
  const rows: ListRow[] = [];
  if (pinned.length > 0) {
    rows.push({ key: "heading Pinned", kind: "heading", text: "Pinned" });
    rows.push(...pinned.map((session): ListRow => ({ key: session.id, kind: "session", session })));
  }
  const above = new Set(pinned.map((session) => session.id));
  let group = "";
  for (const session of sessions) {
    if (above.has(session.id)) {
      continue;
    }
    const next = timeGroup(new Date(session.last_activity_at), now);
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
