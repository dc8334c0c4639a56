import { describe, expect, it } from "vitest";
import { Feed } from "./feed.ts";
import type { Push } from "./frames.ts";

function push(seq: number | null, type = "x"): Push {
  return { kind: "push", topic: "t", seq, type, data: {} };
}

const seqs = (events: { seq: number | null }[]) => events.map((event) => event.seq);

describe("a feed", () => {
  it("delivers events in order", () => {
    const feed = new Feed(4);
    expect(seqs(feed.accept(push(5)))).toEqual([5]);
    expect(seqs(feed.accept(push(6)))).toEqual([6]);
    expect(feed.cursor).toBe(6);
  });

  it("drops duplicates", () => {
    const feed = new Feed(4);
    feed.accept(push(5));
    expect(feed.accept(push(5))).toEqual([]);
    expect(feed.accept(push(3))).toEqual([]);
  });

  it("holds back events after a hole until it is filled", () => {
    const feed = new Feed(0);
    expect(feed.accept(push(3))).toEqual([]);
    expect(feed.accept(push(2))).toEqual([]);
    expect(feed.hasHole).toBe(true);
    expect(seqs(feed.accept(push(1)))).toEqual([1, 2, 3]);
    expect(feed.hasHole).toBe(false);
  });

  it("delivers ephemeral events at once, hole or not", () => {
    const feed = new Feed(0);
    feed.accept(push(2));
    expect(seqs(feed.accept(push(null)))).toEqual([null]);
    expect(feed.cursor).toBe(0);
  });

  it("begins with the first event without a cursor", () => {
    const feed = new Feed(null);
    expect(seqs(feed.accept(push(17)))).toEqual([17]);
    expect(feed.cursor).toBe(17);
  });

  it("delivers held events after a snapshot", () => {
    const feed = new Feed(0);
    feed.accept(push(5));
    feed.accept(push(8));
    feed.skipTo(7);
    expect(seqs(feed.drain())).toEqual([8]);
    expect(feed.hasHole).toBe(false);
  });

  it("does not go back for an old snapshot", () => {
    const feed = new Feed(9);
    feed.skipTo(5);
    expect(feed.cursor).toBe(9);
  });
});
