import { describe, expect, it } from "vitest";
import { session } from "../../test/wireExamples.ts";
import type { TopicListener } from "../realtime/topicListener.ts";
import { ConversationCache } from "./conversationCache.ts";

/** A shelf whose conversations load at once, and the topics that are subscribed. */
function open() {
  const topics: string[] = [];
  const shelf = new ConversationCache({
    api: {
      sessions: { get: async (id: string) => session({ id }) },
      messages: { page: async () => ({ data: [], next_cursor: null, head_seq: 0 }) },
    } as never,
    realtime: {
      subscribe: (topic: string, _afterSeq: number | null, _listener: TopicListener) => {
        topics.push(topic);
        return { skipTo: () => undefined, close: () => void topics.splice(topics.indexOf(topic), 1) };
      },
      command: async () => ({}) as never,
    },
    newId: () => "id",
    now: () => new Date(),
    timeZone: () => null,
    soon: (work) => work(),
  });
  return { shelf, topics };
}

const openEach = async (shelf: ConversationCache, ...ids: string[]) => {
  for (const id of ids) {
    await shelf.at(id).open();
  }
};

describe("the shelf of conversations", () => {
  it("has one store for a session", () => {
    const { shelf } = open();
    expect(shelf.at("a")).toBe(shelf.at("a"));
  });

  it("closes the least recently used one when there are too many", async () => {
    const { shelf, topics } = open();
    await openEach(shelf, "a", "b", "c", "d", "e", "f");
    shelf.at("a");
    await openEach(shelf, "g");
    expect(topics).not.toContain("chat_session:b");
    expect(topics).toContain("chat_session:a");
    expect(topics).toHaveLength(6);
  });

  it("knows what is not confirmed to be sent", async () => {
    const { shelf } = open();
    await openEach(shelf, "a", "b");
    void shelf.at("a").send("one");
    void shelf.at("a").send("two");
    expect(shelf.unsent()).toEqual(new Map([["a", "one\n\ntwo"]]));
  });

  it("does not close one with a listener", async () => {
    const { shelf, topics } = open();
    const leave = shelf.at("a").state.subscribe(() => undefined);
    await openEach(shelf, "a", "b", "c", "d", "e", "f", "g");
    expect(topics).toContain("chat_session:a");
    expect(topics).not.toContain("chat_session:b");
    leave();
    await openEach(shelf, "h");
    expect(topics).not.toContain("chat_session:a");
  });
});
