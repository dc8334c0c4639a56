import { describe, expect, it } from "vitest";
import { session } from "../../test/wireExamples.ts";
import type { Api } from "../http/api.ts";
import type { OwnTopicListener } from "../realtime/ownTopic.ts";
import type { ChatSession, Page, TopicEvent } from "../wire.ts";
import { SessionDirectory } from "./sessionDirectory.ts";

interface Asked {
  readonly archived: boolean;
  readonly cursor: string | null;
  answer(page: Page<ChatSession>): Promise<void>;
  fail(): Promise<void>;
}

/** A server whose answers come when the test says so, and events when it says so. */
function open() {
  const asked: Asked[] = [];
  const gotten: string[] = [];
  let listener: OwnTopicListener | undefined;
  const sessions = {
    list: ({ archived, cursor }: { archived: boolean; cursor: string | null }) =>
      new Promise<Page<ChatSession>>((resolve, reject) => {
        asked.push({
          archived,
          cursor,
          answer: (page) => settled(() => resolve(page)),
          fail: () => settled(() => reject(new Error("no network"))),
        });
      }),
    get: async (id: string) => {
      gotten.push(id);
      return session({ id, last_activity_at: LATER });
    },
  } as unknown as Api["sessions"];
  const directory = new SessionDirectory({
    api: { sessions },
    ownTopic: {
      listen: (given) => {
        listener = given;
        return () => undefined;
      },
    },
  });
  void directory.load(directory.active);
  const publish = (event: TopicEvent) => listener?.onEvent(event);
  const comeBack = () => listener?.onStale();
  const nth = (index: number): Asked => {
    const request = asked[index];
    if (!request) {
      throw new Error(`only ${asked.length} pages were asked for`);
    }
    return request;
  };
  return {
    directory,
    nth,
    publish,
    comeBack,
    gotten,
    ids: () => directory.active.get().sessions.map((each) => each.id),
  };
}

async function settled(settle: () => void): Promise<void> {
  settle();
  await new Promise((done) => setTimeout(done));
}

const LATER = "2026-11-20T12:00:01Z";

const said = (id: string): TopicEvent => ({
  seq: null,
  type: "session.activity",
  data: { session_id: id, total_messages: 3, updated_at: LATER, last_activity_at: LATER, title: null },
});

const page = (nextCursor: string | null, ...ids: string[]): Page<ChatSession> => ({
  data: ids.map((id) => session({ id })),
  next_cursor: nextCursor,
});

const created = (id: string): TopicEvent => ({
  seq: 1,
  type: "session.created",
  data: { session: session({ id }) },
});

const updated = (change: Partial<ChatSession> & { id: string }): TopicEvent => ({
  seq: 2,
  type: "session.updated",
  data: { session: session(change) },
});

describe("the directory of sessions", () => {
  it("applies events that arrived while a page was loading", async () => {
    const { nth, publish, ids, directory } = open();
    publish(created("7"));
    publish(updated({ id: "5", title: "new name" }));
    await nth(0).answer(page(null, "6", "5"));
    expect(ids()).toEqual(["7", "6", "5"]);
    expect(directory.active.get().sessions.at(-1)?.title).toBe("new name");
  });

  it("does not list a session that was deleted while its page was loading", async () => {
    const { nth, publish, ids } = open();
    const gone = session({ id: "5", deleted_at: "2026-11-20T12:00:00Z" });
    publish({ seq: 3, type: "session.deleted", data: { session: gone } });
    await nth(0).answer(page(null, "6", "5"));
    expect(ids()).toEqual(["6"]);
  });

  it("keeps the order of events that arrived while a page was loading", async () => {
    const { nth, publish, directory } = open();
    publish(updated({ id: "5", title: "first" }));
    publish(updated({ id: "5", title: "second" }));
    await nth(0).answer(page(null, "5"));
    expect(directory.active.get().sessions[0]?.title).toBe("second");
  });

  it("applies events that arrived while a further page was loading", async () => {
    const { nth, publish, ids, directory } = open();
    await nth(0).answer(page("c", "9", "8"));
    const more = directory.loadMore(directory.active);
    expect(nth(1).cursor).toBe("c");
    publish(updated({ id: "6", archived_at: "2026-11-20T12:00:00Z" }));
    await nth(1).answer(page(null, "7", "6"));
    await more;
    expect(ids()).toEqual(["9", "8", "7"]);
  });

  it("shows the list that was requested last, whichever response is first", async () => {
    const { nth, comeBack, ids } = open();
    comeBack();
    await nth(1).answer(page(null, "8", "7"));
    await nth(0).answer(page(null, "6"));
    expect(ids()).toEqual(["8", "7"]);
  });

  it("has not failed when only an earlier request has", async () => {
    const { nth, comeBack, ids, directory } = open();
    comeBack();
    await nth(1).answer(page(null, "8"));
    await nth(0).fail();
    expect(directory.active.get().status).toBe("ready");
    expect(directory.active.get().problem).toBeNull();
    expect(ids()).toEqual(["8"]);
  });

  it("reports a failure, and applies no old events on the next attempt", async () => {
    const { nth, publish, ids, directory } = open();
    publish(created("7"));
    await nth(0).fail();
    expect(directory.active.get().status).toBe("failed");
    const again = directory.load(directory.active);
    // The response is newer than the events before it, which must not be applied again.
    await nth(1).answer(page(null, "6"));
    await again;
    expect(ids()).toEqual(["6"]);
    expect(directory.active.get().status).toBe("ready");
  });

  it("puts a session of a page that is not loaded on top when something is said in it", async () => {
    const { nth, publish, ids, gotten } = open();
    await nth(0).answer(page("c", "9", "8"));
    publish(said("3"));
    publish(said("3"));
    await settled(() => undefined);
    expect(ids()).toEqual(["3", "9", "8"]);
    expect(gotten).toEqual(["3"]);
  });

  it("does so in all lists, from the one that has it", async () => {
    const { nth, publish, ids, gotten, directory } = open();
    await nth(0).answer(page("c", "9", "8"));
    const pinned = directory.load(directory.pinned);
    await nth(1).answer({ data: [session({ id: "2", pinned_at: LATER })], next_cursor: null });
    await pinned;
    publish(said("2"));
    await settled(() => undefined);
    expect(ids()).toEqual(["2", "9", "8"]);
    expect(directory.pinned.get().sessions[0]?.total_messages).toBe(3);
    expect(gotten).toEqual([]);
  });

  it("asks for nothing where all is loaded", async () => {
    const { nth, publish, ids, gotten } = open();
    await nth(0).answer(page(null, "9"));
    publish(said("3"));
    await settled(() => undefined);
    expect(ids()).toEqual(["9"]);
    expect(gotten).toEqual([]);
  });
});
