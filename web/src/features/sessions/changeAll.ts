import { type ChatSession, errorMessage } from "@sardonyx/client";

/** So many requests are under way at one time. */
const AT_ONCE = 4;

export interface Outcome {
  /** Those with which it worked, in their order. */
  readonly done: readonly ChatSession[];
  readonly failed: readonly ChatSession[];
  /** Why the first that failed did; null if none. */
  readonly problem: string | null;
}

/** Does the same with each chat, a few at a time. One that fails keeps none of the others from it. */
export async function changeAll(
  sessions: readonly ChatSession[],
  change: (session: ChatSession) => Promise<unknown>,
): Promise<Outcome> {
  const problems = new Map<ChatSession, string>();
  const waiting = sessions.values();
  const work = async () => {
    for (const session of waiting) {
      try {
        await change(session);
      } catch (error) {
        problems.set(session, errorMessage(error));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const failed = sessions.filter((each) => problems.has(each));
  return {
    done: sessions.filter((each) => !problems.has(each)),
    failed,
    problem: failed[0] ? (problems.get(failed[0]) ?? null) : null,
  };
}

/** As in "Deleted 3 chats." or "Deleted 3 of 5 chats. 2 failed: Not found." */
export function sayOutcome(verb: string, { done, failed, problem }: Outcome): string {
  const all = done.length + failed.length;
  if (failed.length === 0) {
    return `${verb} ${all} ${all === 1 ? "chat" : "chats"}.`;
  }
  return `${verb} ${done.length} of ${all} ${all === 1 ? "chat" : "chats"}. ${failed.length} failed: ${problem}`;
}
