import type { Me } from "@sardonyx/client";

/** Where a person's unsent text is kept. @param of a chat, a project that one begins a chat in, or "new" */
export function draftPlace(me: Me, of: string): string {
  return `${me.user.id}.${of}`;
}
