import { describe, expect, it } from "vitest";
import { session } from "../../test/wireExamples.ts";
import type { ChatSession, TopicEvent } from "../wire.ts";
import {
  categoriesOf,
  emptyList,
  type SessionList,
  type SessionScope,
  withFirstListPage,
  withListEvent,
  withListPage,
} from "./sessionList.ts";

function list(archived: boolean, nextCursor: string | null, ...ids: string[]): SessionList {
  const page = { data: ids.map((id) => session({ id })), next_cursor: nextCursor };
  return withFirstListPage(emptyList({ archived }), page);
}

function scoped(scope: Partial<SessionScope>, ...ids: string[]): SessionList {
  const page = { data: ids.map((id) => session({ id })), next_cursor: null };
  return withFirstListPage(emptyList({ archived: false, ...scope }), page);
}

const updated = (id: string, change: Partial<ChatSession>): TopicEvent => ({
  seq: 1,
  type: "session.updated",
  data: { session: session({ id, ...change }) },
});

const ids = (state: SessionList) => state.sessions.map((each) => each.id);

describe("the list of sessions", () => {
  it("appends pages", () => {
    const page = { data: [session({ id: "3" }), session({ id: "2" })], next_cursor: null };
    const state = withListPage(list(false, "c", "5", "4", "3"), page);
    expect(ids(state)).toEqual(["5", "4", "3", "2"]);
    expect(state.nextCursor).toBeNull();
  });

  it("keeps further pages when the first is loaded again", () => {
    const before = withListPage(list(false, "c1", "5", "4"), {
      data: [session({ id: "3" })],
      next_cursor: "c2",
    });
    const again = withFirstListPage(before, {
      data: [session({ id: "6" }), session({ id: "5" })],
      next_cursor: "c0",
    });
    expect(ids(again)).toEqual(["6", "5", "4", "3"]);
    expect(again.nextCursor).toBe("c2");
  });

  it("puts a new session on top and a restored one in its place", () => {
    const created = withListEvent(list(false, null, "5", "3"), {
      seq: 1,
      type: "session.created",
      data: { session: session({ id: "6" }) },
    });
    const restored = withListEvent(created, {
      seq: 2,
      type: "session.restored",
      data: { session: session({ id: "4" }) },
    });
    expect(ids(restored)).toEqual(["6", "5", "4", "3"]);
  });

  it("leaves out a session that belongs to a page not yet loaded", () => {
    const event = { seq: 1, type: "session.restored" as const, data: { session: session({ id: "1" }) } };
    expect(ids(withListEvent(list(false, "c", "5", "3"), event))).toEqual(["5", "3"]);
  });

  it("moves an archived session to the archive", () => {
    const archived = session({ id: "5", archived_at: "2026-11-20T12:00:00Z" });
    const event = { seq: 1, type: "session.updated" as const, data: { session: archived } };
    expect(ids(withListEvent(list(false, null, "5", "3"), event))).toEqual(["3"]);
    expect(ids(withListEvent(list(true, null, "4"), event))).toEqual(["5", "4"]);
  });

  it("drops a deleted session", () => {
    const gone = session({ id: "5", deleted_at: "2026-11-20T12:00:00Z" });
    const event = { seq: 1, type: "session.deleted" as const, data: { session: gone } };
    expect(ids(withListEvent(list(false, null, "5", "3"), event))).toEqual(["3"]);
  });

  it("moves a deleted session to the deleted ones, and back when it is restored", () => {
    const gone = session({
      id: "5",
      deleted_at: "2026-11-20T12:00:00Z",
      archived_at: "2026-11-19T12:00:00Z",
    });
    const deleted = withListEvent(scoped({ deleted: true }, "4"), {
      seq: 1,
      type: "session.deleted",
      data: { session: gone },
    });
    expect(ids(deleted)).toEqual(["5", "4"]);
    const restored = withListEvent(deleted, {
      seq: 2,
      type: "session.restored",
      data: { session: { ...gone, deleted_at: null } },
    });
    expect(ids(restored)).toEqual(["4"]);
  });

  it("follows a change of category, in both lists", () => {
    const bills = scoped({ category: "Bills" });
    const there = withListEvent(bills, updated("5", { category: "Bills" }));
    expect(ids(there)).toEqual(["5"]);
    expect(ids(withListEvent(there, updated("5", { category: "Letters" })))).toEqual([]);
    expect(ids(withListEvent(there, updated("5", { category: null })))).toEqual([]);
  });

  it("follows a change of the shared status", () => {
    const there = withListEvent(scoped({ shared: true }), updated("5", { shared_status: "application" }));
    expect(ids(there)).toEqual(["5"]);
    expect(ids(withListEvent(there, updated("5", { shared_status: "private" })))).toEqual([]);
  });

  it("does not list the user's own sessions among those that others share", () => {
    const others = scoped({ shared_with_me: true }, "4");
    expect(ids(withListEvent(others, updated("5", { shared_status: "application" })))).toEqual(["4"]);
  });

  it("knows the categories in use, each once", () => {
    const of = (category: string | null) => session({ category });
    expect(categoriesOf([of("b"), of(null), of("a")], [of("b"), of("C")])).toEqual(["a", "b", "C"]);
  });

  it("treats counts as absolute, not as increments", () => {
    const activity = {
      seq: null,
      type: "session.activity" as const,
      data: {
        session_id: "5",
        total_messages: 12,
        updated_at: "…",
        last_activity_at: "2026-11-20T12:00:00Z",
        title: "Stones",
      },
    };
    const once = withListEvent(list(false, null, "5"), activity);
    expect(withListEvent(once, activity).sessions[0]).toMatchObject({ total_messages: 12, title: "Stones" });
  });
});

describe("the order of sessions", () => {
  const at = (second: number, fraction = "") =>
    `2026-11-20T12:00:${String(second).padStart(2, "0")}${fraction}Z`;
  const said = (id: string, last_activity_at: string): TopicEvent => ({
    seq: null,
    type: "session.activity",
    data: { session_id: id, total_messages: 1, updated_at: last_activity_at, last_activity_at, title: null },
  });
  const loaded = (nextCursor: string | null, ...places: [string, number][]): SessionList =>
    withFirstListPage(emptyList({ archived: false }), {
      data: places.map(([id, second]) => session({ id, last_activity_at: at(second) })),
      next_cursor: nextCursor,
    });

  it("follows what was said last, not the ids that clients make", () => {
    const before = loaded(null, ["2", 30], ["9", 20], ["5", 10]);
    expect(ids(withListEvent(before, said("5", at(40))))).toEqual(["5", "2", "9"]);
    const created: TopicEvent = {
      seq: 1,
      type: "session.created",
      data: { session: session({ id: "1", last_activity_at: at(35) }) },
    };
    expect(ids(withListEvent(before, created))).toEqual(["1", "2", "9", "5"]);
  });

  it("keeps a chat of an early id from a later page, and puts it on top", () => {
    const event: TopicEvent = {
      seq: 1,
      type: "session.created",
      data: { session: session({ id: "0", last_activity_at: at(50) }) },
    };
    expect(ids(withListEvent(loaded("c", ["9", 30], ["8", 20]), event))).toEqual(["0", "9", "8"]);
  });

  it("compares times whose fractions are of different lengths", () => {
    const list = withFirstListPage(emptyList({ archived: false }), {
      data: [
        session({ id: "1", last_activity_at: at(30, ".5") }),
        session({ id: "2", last_activity_at: at(30) }),
      ],
      next_cursor: null,
    });
    expect(ids(withListEvent(list, said("2", at(30, ".500001"))))).toEqual(["2", "1"]);
    expect(ids(withListEvent(list, said("2", at(30, ".499999"))))).toEqual(["1", "2"]);
    expect(ids(withListEvent(list, said("2", at(31))))).toEqual(["2", "1"]);
  });

  it("moves nothing down for what was read earlier, or changed here", () => {
    const before = withListEvent(loaded(null, ["9", 30], ["8", 20]), said("8", at(40)));
    const renamed = withListEvent(before, updated("8", { title: "New name", last_activity_at: at(20) }));
    expect(ids(renamed)).toEqual(["8", "9"]);
    expect(renamed.sessions[0]).toMatchObject({ title: "New name", last_activity_at: at(40) });
    expect(ids(withListEvent(renamed, said("8", at(25))))).toEqual(["8", "9"]);
  });

  it("does not keep further pages where something may have come between", () => {
    const before = withListPage(loaded("c1", ["9", 30], ["8", 20]), {
      data: [session({ id: "7", last_activity_at: at(10) })],
      next_cursor: "c2",
    });
    const first = (...places: [string, number][]) => ({
      data: places.map(([id, second]) => session({ id, last_activity_at: at(second) })),
      next_cursor: "c0",
    });
    // The page ends with what was not known: more of that may follow.
    const gap = withFirstListPage(before, first(["3", 50], ["2", 45]));
    expect([ids(gap), gap.nextCursor]).toEqual([["3", "2"], "c0"]);
    // With what has moved: likewise.
    const moved = withFirstListPage(before, first(["3", 50], ["7", 45]));
    expect([ids(moved), moved.nextCursor]).toEqual([["3", "7"], "c0"]);
    // With what is where it was: all that moved is above it.
    const whole = withFirstListPage(before, first(["7", 50], ["9", 30]));
    expect([ids(whole), whole.nextCursor]).toEqual([["7", "9", "8"], "c2"]);
  });

  it("reads events that an earlier version of the server wrote", () => {
    const { last_activity_at: _, ...old } = session({ id: "4", updated_at: at(25) });
    const event = { seq: 1, type: "session.restored", data: { session: old } } as unknown as TopicEvent;
    expect(ids(withListEvent(loaded(null, ["9", 30], ["8", 20]), event))).toEqual(["9", "4", "8"]);
  });
});
