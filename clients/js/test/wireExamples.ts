import type { ChatSession, Message, TopicEvent } from "../src/index.ts";

export const SESSION_ID = "01990000-0000-7000-8000-000000000001";
export const ROOT_ID = "01990000-0000-7000-8000-0000000000ff";
const AT = "2026-11-20T12:00:00Z";

export function session(given: Partial<ChatSession> = {}): ChatSession {
  return {
    id: SESSION_ID,
    title: null,
    category: null,
    description: null,
    shared_status: "private",
    persona_id: null,
    project_id: null,
    total_messages: 0,
    is_active: true,
    archived_at: null,
    deleted_at: null,
    created_at: AT,
    updated_at: AT,
    last_activity_at: AT,
    user_id: "01990000-0000-7000-8000-0000000000aa",
    leaf_id: ROOT_ID,
    ...given,
  };
}

export function message(id: string, given: Partial<Message> = {}): Message {
  return {
    id,
    session_id: SESSION_ID,
    parent_id: ROOT_ID,
    kind: "user",
    status: "complete",
    content: `content of ${id}`,
    sibling_ids: [],
    created_at: AT,
    updated_at: AT,
    ...given,
  };
}

/** A question and its answer, and again: each below the one before. */
export function path(...ids: string[]): Message[] {
  return ids.map((id, place) =>
    message(id, {
      parent_id: ids[place - 1] ?? ROOT_ID,
      kind: place % 2 === 0 ? "user" : "assistant",
    }),
  );
}

export function created(seq: number, created: Message): TopicEvent {
  return {
    seq,
    type: "message.created",
    data: { message: created, total_messages: seq, leaf_id: created.id },
  };
}

export function updated(seq: number, updated: Message): TopicEvent {
  return { seq, type: "message.updated", data: { message: updated } };
}

export function part(messageId: string, number: number, text: string): TopicEvent {
  return { seq: null, type: "answer.part", data: { message_id: messageId, part: number, text } };
}
