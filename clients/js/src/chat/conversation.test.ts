import { describe, expect, it } from "vitest";
import { created, message, path, ROOT_ID, SESSION_ID, session, updated } from "../../test/wireExamples.ts";
import type { Message } from "../wire.ts";
import {
  type Conversation,
  EMPTY_CONVERSATION,
  textOf,
  withEvent,
  withOlder,
  withPage,
  withSent,
} from "./conversation.ts";

function loaded(messages: readonly Message[], more: Partial<Conversation> = {}): Conversation {
  const page = { data: messages, next_cursor: null, head_seq: 10 };
  return { ...withPage({ ...EMPTY_CONVERSATION, session: session() }, page), ...more };
}

const ids = (state: Conversation) => state.path.map((each) => each.id);

describe("a page", () => {
  it("shows the branch without its empty root", () => {
    const root = message(ROOT_ID, { parent_id: null, kind: "system", content: "" });
    expect(ids(loaded([root, ...path("q1", "a1")]))).toEqual(["q1", "a1"]);
  });

  it("of older messages is put before the loaded ones, each once", () => {
    const state = loaded(path("q1", "a1", "q2", "a2").slice(2), { olderCursor: "c" });
    const older = withOlder(state, { data: path("q1", "a1", "q2"), next_cursor: null, head_seq: 10 });
    expect(ids(older)).toEqual(["q1", "a1", "q2", "a2"]);
    expect(older.olderCursor).toBeNull();
  });

  it("confirms the pending messages that it contains, and no others", () => {
    const pending = { content: "x", parentId: null, createdAt: "", problem: null };
    const state = loaded([], {
      pending: [
        { ...pending, clientMessageId: "one" },
        { ...pending, clientMessageId: "two" },
      ],
    });
    const page = { data: [message("q1", { client_message_id: "one" })], next_cursor: null, head_seq: 11 };
    expect(withPage(state, page).pending.map((each) => each.clientMessageId)).toEqual(["two"]);
  });
});

describe("a created message", () => {
  it("is added below its parent", () => {
    const { state, isStale } = withEvent(
      loaded(path("q1", "a1")),
      created(11, message("q2", { parent_id: "a1" })),
    );
    expect(ids(state)).toEqual(["q1", "a1", "q2"]);
    expect(isStale).toBe(false);
    expect(state).toMatchObject({ headSeq: 11, session: { total_messages: 11, leaf_id: "q2" } });
  });

  it("is the first of an empty conversation", () => {
    const { state } = withEvent(loaded([]), created(11, message("q1")));
    expect(ids(state)).toEqual(["q1"]);
  });

  it("replaces a sibling together with the rest of its branch", () => {
    const edited = message("q2b", { parent_id: "a1" });
    const { state } = withEvent(loaded(path("q1", "a1", "q2", "a2")), created(11, edited));
    expect(ids(state)).toEqual(["q1", "a1", "q2b"]);
    expect(state.path.at(-1)?.sibling_ids).toEqual(["q2", "q2b"]);
  });

  it("replaces the first message", () => {
    const { state } = withEvent(loaded(path("q1", "a1")), created(11, message("q1b")));
    expect(ids(state)).toEqual(["q1b"]);
    expect(state.path[0]?.sibling_ids).toEqual(["q1", "q1b"]);
  });

  it("adds itself to the known siblings", () => {
    const known = [
      ...path("q1"),
      message("a2", { parent_id: "q1", kind: "assistant", sibling_ids: ["a1", "a2"] }),
    ];
    const third = message("a3", { parent_id: "q1", kind: "assistant" });
    expect(withEvent(loaded(known), created(11, third)).state.path.at(-1)?.sibling_ids).toEqual([
      "a1",
      "a2",
      "a3",
    ]);
  });

  it("below a message that is not loaded requires a reload", () => {
    const { isStale } = withEvent(
      loaded(path("q1", "a1")),
      created(11, message("x", { parent_id: "elsewhere" })),
    );
    expect(isStale).toBe(true);
  });

  it("replaces the pending copy", () => {
    const pending = { clientMessageId: "mine", content: "x", parentId: null, createdAt: "", problem: null };
    const event = created(11, message("q1", { client_message_id: "mine" }));
    const { state } = withEvent(loaded([], { pending: [pending] }), event);
    expect(state.pending).toEqual([]);
    expect(ids(state)).toEqual(["q1"]);
  });

  it("that is already known changes nothing", () => {
    const state = loaded(path("q1", "a1"));
    expect(withEvent(state, created(10, message("late", { parent_id: "a1" }))).state).toBe(state);
  });
});

describe("the answer to a send", () => {
  const question = message("q1");
  const streaming = message("a1", { parent_id: "q1", kind: "assistant", status: "streaming", content: "" });

  it("shows both messages when no event came yet", () => {
    expect(ids(withSent(loaded([]), { message: question, answer: streaming }))).toEqual(["q1", "a1"]);
  });

  it("does not undo newer events", () => {
    const done = { ...streaming, status: "complete" as const, content: "Done." };
    const state = loaded([question, done]);
    expect(withSent(state, { message: question, answer: streaming })).toEqual(state);
  });
});

describe("an updated message", () => {
  it("drops the parts when it is final", () => {
    const streaming = message("a1", { parent_id: "q1", kind: "assistant", status: "streaming", content: "" });
    const state = loaded([...path("q1"), streaming], { partial: { a1: "Hello" } });
    expect(textOf(state, streaming)).toBe("Hello");
    const done = { ...streaming, status: "complete" as const, content: "Hello there." };
    const after = withEvent(state, updated(11, done)).state;
    expect(after.partial).toEqual({});
    expect(after.path.at(-1)).toMatchObject({ status: "complete", content: "Hello there." });
  });

  it("keeps its siblings where the event does not name them", () => {
    const answer = message("a1", { parent_id: "q1", kind: "assistant", sibling_ids: ["a0", "a1"] });
    const event = updated(11, { ...answer, sibling_ids: [], content: "new" });
    const after = withEvent(loaded([...path("q1"), answer]), event).state;
    expect(after.path.at(-1)?.sibling_ids).toEqual(["a0", "a1"]);
  });
});

describe("the text of an answer", () => {
  it("never falls back to parts that are shorter than the saved text", () => {
    const streaming = message("a1", { kind: "assistant", status: "streaming", content: "Hello wor" });
    const state = loaded([streaming], { partial: { a1: "Hel" } });
    expect(textOf(state, streaming)).toBe("Hello wor");
    expect(textOf({ ...state, partial: { a1: "Hello world" } }, streaming)).toBe("Hello world");
  });
});

describe("a session", () => {
  it("that shows another branch requires a reload; the same branch does not", () => {
    const state = loaded(path("q1", "a1"));
    const shown = (leaf_id: string) => withEvent(state, { seq: 11, type: "branch.shown", data: { leaf_id } });
    expect(shown("other").isStale).toBe(true);
    expect(shown("a1").isStale).toBe(false);
  });

  it("is empty when cleared", () => {
    const event = { seq: 11, type: "session.cleared" as const, data: { leaf_id: "new root" } };
    const { state } = withEvent(loaded(path("q1", "a1"), { olderCursor: "c" }), event);
    expect(state).toMatchObject({ path: [], olderCursor: null, session: { total_messages: 0 } });
  });

  it("has the status deleted after a deletion", () => {
    const event = { seq: 11, type: "session.deleted" as const, data: {} };
    expect(withEvent(loaded([]), event).state.status).toBe("deleted");
  });

  it("has its new title", () => {
    const renamed = session({ id: SESSION_ID, title: "Stones" });
    const event = { seq: 11, type: "session.updated" as const, data: { session: renamed } };
    expect(withEvent(loaded([]), event).state.session?.title).toBe("Stones");
  });
});
