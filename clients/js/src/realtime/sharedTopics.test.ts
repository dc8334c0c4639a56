import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  caughtUp,
  client,
  end,
  last,
  listen,
  prepare,
  start,
  subscribed,
  TOPIC,
} from "../../test/clientUnderTest.ts";
import { settled } from "../../test/fakeSockets.ts";

beforeEach(prepare);
afterEach(end);

/** A listener that is live on a topic whose last event was `head`. */
async function live(head: number) {
  start();
  const listener = listen(head);
  await last().welcome();
  subscribed(head);
  await caughtUp(head);
  return listener;
}

describe("a topic with several listeners", () => {
  it("is subscribed once, and each of them receives every event", async () => {
    start();
    const listeners = [listen(5), listen(5), listen(5)];
    await last().welcome();
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 5 }] });
    expect(last().count("subscribe")).toBe(1);
    subscribed(6);
    last().event(TOPIC, 6);
    await caughtUp(6);
    last().event(TOPIC, 7);
    expect(listeners.map((each) => each.seqs())).toEqual([
      [6, 7],
      [6, 7],
      [6, 7],
    ]);
    expect(listeners.map((each) => each.notifications)).toEqual([["live"], ["live"], ["live"]]);
  });

  it("goes on when one of them leaves, and ends with the last", async () => {
    const first = await live(0);
    const second = listen(0);
    await settled();
    first.handle.close();
    first.handle.close();
    last().event(TOPIC, 1);
    expect(first.seqs()).toEqual([]);
    expect(second.seqs()).toEqual([1]);
    expect(last().count("unsubscribe")).toBe(0);
    last().event(TOPIC, 3);
    await vi.advanceTimersByTimeAsync(600);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 1 }] });
    second.handle.close();
    expect(last().newest("unsubscribe").params).toEqual({ topics: [TOPIC] });
    last().event(TOPIC, 2);
    expect(second.seqs()).toEqual([1]);
  });

  it("delivers to each the events after its own position", async () => {
    start();
    const behind = listen(3);
    const ahead = listen(5);
    const fromNowOn = listen(null);
    await last().welcome();
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 3 }] });
    subscribed(6);
    for (const seq of [4, 5, 6]) {
      last().event(TOPIC, seq);
    }
    await caughtUp(6);
    last().event(TOPIC, 7);
    expect(behind.seqs()).toEqual([4, 5, 6, 7]);
    expect(ahead.seqs()).toEqual([6, 7]);
    expect(fromNowOn.seqs()).toEqual([7]);
  });

  it("that is live lets an up-to-date listener join without a command", async () => {
    await live(8);
    const joined = listen(8);
    const fromNowOn = listen(null);
    expect(joined.notifications).toEqual([]);
    await settled();
    expect(joined.notifications).toEqual(["live"]);
    last().event(TOPIC, 9);
    expect(joined.seqs()).toEqual([9]);
    expect(fromNowOn.seqs()).toEqual([9]);
    expect(last().count("subscribe")).toBe(1);
  });

  it("that is live is requested again for a listener that is behind, without effect on the others", async () => {
    const first = await live(8);
    const late = listen(6);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 6 }] });
    // What comes before the reply belongs to the earlier request.
    last().push({ topic: TOPIC, type: "caught_up", at: "…", data: { head_seq: 8 } });
    expect(late.notifications).toEqual([]);
    subscribed(8);
    last().event(TOPIC, 7);
    last().event(TOPIC, 8);
    await caughtUp(8);
    last().event(TOPIC, 9);
    expect(late.seqs()).toEqual([7, 8, 9]);
    expect(late.notifications).toEqual(["live"]);
    expect(first.seqs()).toEqual([9]);
    expect(first.notifications.filter((each) => each.startsWith("snapshot"))).toEqual([]);
  });

  it("requires a snapshot only of listeners that are too far behind", async () => {
    const first = await live(5_000);
    const late = listen(3);
    subscribed(5_000);
    await settled();
    last().push({ topic: TOPIC, type: "snapshot_needed", at: "…", data: { head_seq: 5_000 } });
    last().event(TOPIC, 5_001);
    expect(late.notifications).toEqual(["snapshot 5000", "live"]);
    expect(late.seqs()).toEqual([5_001]);
    expect(first.notifications).toEqual(["live"]);
    expect(first.seqs()).toEqual([5_001]);
  });

  it("is requested after the listener that is furthest behind when the connection was lost", async () => {
    const first = await live(8);
    const second = listen(8);
    await settled();
    last().event(TOPIC, 9);
    second.handle.close();
    const late = listen(7);
    last().drop(1006);
    await vi.advanceTimersByTimeAsync(1_100);
    await last().welcome();
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 7 }] });
    subscribed(9);
    last().event(TOPIC, 8);
    last().event(TOPIC, 9);
    await caughtUp(9);
    expect(late.seqs()).toEqual([8, 9]);
    expect(first.seqs()).toEqual([9]);
    expect(first.notifications).toEqual(["live", "live"]);
  });

  it("notifies all of them when access is lost, and is requested again for a later one", async () => {
    const first = await live(0);
    const second = listen(0);
    await settled();
    last().push({ topic: TOPIC, type: "subscription_ended", at: "…", data: { reason: "access_lost" } });
    expect(first.notifications).toEqual(["live", "not found"]);
    expect(second.notifications).toEqual(["live", "not found"]);
    const third = listen(0);
    last().reply("subscribe", { topics: [{ topic: TOPIC, status: "not_found" }] });
    expect(third.notifications).toEqual(["not found"]);
  });

  it("delivers to the others when one throws", async () => {
    const uncaught = vi.fn();
    vi.stubGlobal("queueMicrotask", (work: () => void) => {
      try {
        work();
      } catch (error) {
        uncaught(error);
      }
    });
    start();
    const failure = new Error("a listener's own");
    client.subscribe(TOPIC, 0, {
      onEvent: () => {
        throw failure;
      },
      onLive: () => undefined,
      onSnapshotNeeded: () => undefined,
      onNotFound: () => undefined,
    });
    const other = listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    last().event(TOPIC, 1);
    vi.unstubAllGlobals();
    expect(other.seqs()).toEqual([1]);
    expect(uncaught).toHaveBeenCalledWith(failure);
  });

  it("a listener that closes while it handles an event receives no more of a batch", async () => {
    start();
    const seen: (number | null)[] = [];
    const handle = client.subscribe(TOPIC, 0, {
      onEvent: (event) => {
        seen.push(event.seq);
        handle.close();
      },
      onLive: () => undefined,
      onSnapshotNeeded: () => undefined,
      onNotFound: () => undefined,
    });
    await last().welcome();
    subscribed(2);
    last().event(TOPIC, 2);
    last().event(TOPIC, 1);
    expect(seen).toEqual([1]);
  });
});

it("more topics than a command may have are subscribed by several", async () => {
  start();
  const listener = {
    onEvent: () => undefined,
    onLive: () => undefined,
    onSnapshotNeeded: () => undefined,
    onNotFound: () => undefined,
  };
  for (let topic = 0; topic < 150; topic += 1) {
    client.subscribe(`chat_session:${topic}`, 0, listener);
  }
  await last().welcome();
  const commands = last().commands.filter((each) => each.method === "subscribe");
  expect(commands.map((each) => (each.params.topics as unknown[]).length)).toEqual([100, 50]);
});
