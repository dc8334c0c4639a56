import type { ChatSession, Message, MessagePage, SentMessage, TopicEvent } from "../wire.ts";

/** A message of the user that the server has not confirmed yet. */
export interface PendingMessage {
  readonly clientMessageId: string;
  readonly content: string;
  /** Null: after the last message. Otherwise a new branch below this message. */
  readonly parentId: string | null;
  readonly createdAt: string;
  /** Why it could not be sent; null while it is being sent. */
  readonly problem: string | null;
}

/** A regenerated answer that was requested and has not begun. */
export interface PendingAnswer {
  readonly questionId: string;
  readonly clientMessageId: string;
}

export type ConversationStatus = "loading" | "ready" | "not_found" | "deleted" | "failed";

/** The state of one chat session: the loaded end of the shown branch, and what is being sent. */
export interface Conversation {
  readonly status: ConversationStatus;
  readonly session: ChatSession | null;
  /** Oldest first, without the empty root. */
  readonly path: readonly Message[];
  readonly olderCursor: string | null;
  readonly isLoadingOlder: boolean;
  /** The newest event that this state contains. */
  readonly headSeq: number;
  readonly pending: readonly PendingMessage[];
  readonly pendingAnswer: PendingAnswer | null;
  /** The text so far of answers that are streaming, by message id. */
  readonly partial: Readonly<Record<string, string>>;
  /** The last failure, as a sentence for the user. */
  readonly problem: string | null;
}

export const EMPTY_CONVERSATION: Conversation = {
  status: "loading",
  session: null,
  path: [],
  olderCursor: null,
  isLoadingOlder: false,
  headSeq: 0,
  pending: [],
  pendingAnswer: null,
  partial: {},
  problem: null,
};

export interface Applied {
  readonly state: Conversation;
  /** The event concerns messages that are not loaded: the page has to be loaded again. */
  readonly isStale: boolean;
}

/** The newest page of the shown branch replaces what was loaded; pending messages stay. */
export function withPage(state: Conversation, page: MessagePage): Conversation {
  const path = page.data.filter(isShown);
  const confirmed = new Set(path.map((message) => message.client_message_id));
  return {
    ...state,
    status: "ready",
    path,
    olderCursor: page.next_cursor,
    headSeq: Math.max(state.headSeq, page.head_seq),
    pending: state.pending.filter((pending) => !confirmed.has(pending.clientMessageId)),
    pendingAnswer: null,
  };
}

export function withOlder(state: Conversation, page: MessagePage): Conversation {
  const loaded = new Set(state.path.map((message) => message.id));
  const older = page.data.filter((message) => isShown(message) && !loaded.has(message.id));
  return { ...state, path: [...older, ...state.path], olderCursor: page.next_cursor, isLoadingOlder: false };
}

/** Applies an event of the session's topic. One that the state already contains changes nothing. */
export function withEvent(state: Conversation, event: TopicEvent): Applied {
  if (event.seq !== null && event.seq <= state.headSeq) {
    return fresh(state);
  }
  const counted = event.seq === null ? state : { ...state, headSeq: event.seq };
  switch (event.type) {
    case "message.created": {
      const { message, total_messages, leaf_id } = event.data;
      return withMessage(withSession(counted, { total_messages, leaf_id }), message);
    }
    case "message.updated":
      return fresh(replaced(counted, event.data.message));
    case "branch.shown": {
      const isHere = counted.path.at(-1)?.id === event.data.leaf_id;
      return { state: withSession(counted, event.data), isStale: !isHere };
    }
    case "session.updated":
    case "session.restored":
      return fresh({ ...counted, session: event.data.session });
    case "session.cleared":
      return fresh({
        ...withSession(counted, { leaf_id: event.data.leaf_id, total_messages: 0 }),
        path: [],
        olderCursor: null,
        partial: {},
      });
    case "session.deleted":
      return fresh({ ...counted, status: "deleted" });
    default:
      return fresh(counted);
  }
}

/** The response to a send and the events that follow it have the same messages; the first to arrive counts. */
export function withSent(state: Conversation, sent: SentMessage): Conversation {
  const asked = withResponse(state, sent.message);
  return sent.answer ? withResponse(asked, sent.answer) : asked;
}

/** Adds a message of a response, unless an event, which is newer, already did. */
export function withResponse(state: Conversation, message: Message): Conversation {
  return state.path.some((each) => each.id === message.id) ? state : withMessage(state, message).state;
}

export function withoutPending(state: Conversation, clientMessageId: string): Conversation {
  return {
    ...state,
    pending: state.pending.filter((pending) => pending.clientMessageId !== clientMessageId),
  };
}

export function withProblemOf(
  state: Conversation,
  clientMessageId: string,
  problem: string | null,
): Conversation {
  return {
    ...state,
    pending: state.pending.map((pending) =>
      pending.clientMessageId === clientMessageId ? { ...pending, problem } : pending,
    ),
  };
}

/** The text of a message: its parts, once they are longer than the saved text. */
export function textOf(state: Conversation, message: Message): string {
  const partial = state.partial[message.id] ?? "";
  return message.status === "streaming" && partial.length > message.content.length
    ? partial
    : message.content;
}

export function streamingAnswer(state: Conversation): Message | null {
  return state.path.findLast((message) => message.status === "streaming") ?? null;
}

function withSession(state: Conversation, change: Partial<ChatSession>): Conversation {
  return state.session ? { ...state, session: { ...state.session, ...change } } : state;
}

/** Adds a message below its parent, in place of the messages shown there. */
function withMessage(state: Conversation, message: Message): Applied {
  const before = confirmed(state, message);
  if (!isShown(message)) {
    return fresh(before);
  }
  if (before.path.some((each) => each.id === message.id)) {
    return fresh(replaced(before, message));
  }
  const at = placeOf(before, message);
  if (at === null) {
    return { state: before, isStale: true };
  }
  const placed = { ...message, sibling_ids: siblings(before.path[at], message) };
  return fresh({ ...before, path: [...before.path.slice(0, at), placed] });
}

function placeOf({ path, olderCursor }: Conversation, message: Message): number | null {
  const parent = path.findIndex((each) => each.id === message.parent_id);
  if (parent >= 0) {
    return parent + 1;
  }
  const isFirst = path[0] ? path[0].parent_id === message.parent_id : olderCursor === null;
  return isFirst ? 0 : null;
}

function siblings(shownUntilNow: Message | undefined, message: Message): readonly string[] {
  if (message.sibling_ids?.length) {
    return message.sibling_ids;
  }
  if (!shownUntilNow) {
    return [];
  }
  const known = shownUntilNow.sibling_ids?.length ? shownUntilNow.sibling_ids : [shownUntilNow.id];
  return [...known, message.id];
}

function confirmed(state: Conversation, message: Message): Conversation {
  const answered = state.pendingAnswer?.questionId === message.parent_id ? null : state.pendingAnswer;
  const before = message.client_message_id ? withoutPending(state, message.client_message_id) : state;
  return { ...before, pendingAnswer: answered };
}

function replaced(state: Conversation, message: Message): Conversation {
  const partial = { ...state.partial };
  if (message.status !== "streaming") {
    delete partial[message.id];
  }
  return {
    ...state,
    partial,
    path: state.path.map((each) =>
      each.id === message.id
        ? {
            ...message,
            sibling_ids: message.sibling_ids?.length ? message.sibling_ids : (each.sibling_ids ?? []),
          }
        : each,
    ),
  };
}

/** The root of the tree has no content. */
function isShown(message: Message): boolean {
  return Boolean(message.parent_id);
}

function fresh(state: Conversation): Applied {
  return { state, isStale: false };
}
