import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  caughtUp,
  client,
  end,
  last,
  listen,
  prepare,
  sockets,
  start,
  subscribed,
  TOPIC,
} from "../../test/clientUnderTest.ts";
import { settled } from "../../test/fakeSockets.ts";

beforeEach(prepare);
afterEach(end);

describe("the topics of the realtime client", () => {
  it("connects first and then subscribes its topics after their cursors", async () => {
    start();
    listen(5);
    expect(last().commands).toEqual([]);
    await last().welcome();
    expect(last().commands.map((each) => each.method)).toEqual(["connect", "subscribe"]);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 5 }] });
    expect(client.status.get().kind).toBe("connected");
  });

  it("delivers the backlog, reports when it is live, and continues", async () => {
    start();
    const listener = listen(5);
    await last().welcome();
    subscribed(7);
    last().event(TOPIC, 6);
    last().event(TOPIC, 7);
    await caughtUp(7);
    last().event(TOPIC, 8);
    expect(listener.seqs()).toEqual([6, 7, 8]);
    expect(listener.notifications).toEqual(["live"]);
  });

  it("without a cursor delivers events after the head", async () => {
    start();
    const listener = listen(null);
    await last().welcome();
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC }] });
    subscribed(40);
    await caughtUp(40);
    last().event(TOPIC, 42);
    expect(listener.seqs()).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 40 }] });
  });

  it("fetches a hole from the log, and delivers each event once and in order", async () => {
    start();
    const listener = listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    last().event(TOPIC, 1);
    last().event(TOPIC, 3);
    await vi.advanceTimersByTimeAsync(600);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 1 }] });
    subscribed(3);
    last().event(TOPIC, 2);
    last().event(TOPIC, 3);
    await caughtUp(3);
    expect(listener.seqs()).toEqual([1, 2, 3]);
  });

  it("does not request a hole that is filled within the grace period", async () => {
    start();
    listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    last().event(TOPIC, 2);
    last().event(TOPIC, 1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(last().count("subscribe")).toBe(1);
  });

  it("notices the loss of the last event by a heartbeat", async () => {
    start();
    listen(4);
    await last().welcome();
    subscribed(4);
    await caughtUp(4);
    last().push({ type: "heartbeat", at: "…", data: { heads: { [TOPIC]: 5 } } });
    await vi.advanceTimersByTimeAsync(600);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 4 }] });
  });

  it("reports that a snapshot is needed and continues after it", async () => {
    start();
    const listener = listen(3);
    await last().welcome();
    subscribed(5_000);
    await settled();
    last().push({ topic: TOPIC, type: "snapshot_needed", at: "…", data: { head_seq: 5_000 } });
    last().event(TOPIC, 5_001);
    expect(listener.notifications).toEqual(["snapshot 5000", "live"]);
    expect(listener.seqs()).toEqual([5_001]);
  });

  it("reports a topic that does not exist", async () => {
    start();
    const listener = listen(0);
    await last().welcome();
    last().reply("subscribe", { topics: [{ topic: TOPIC, status: "not_found" }] });
    await settled();
    expect(listener.notifications).toEqual(["not found"]);
  });

  it("reports a topic that may not be read any more", async () => {
    start();
    const listener = listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    last().push({ topic: TOPIC, type: "subscription_ended", at: "…", data: { reason: "access_lost" } });
    expect(listener.notifications).toEqual(["live", "not found"]);
  });

  it("reconnects when catching up does not end", async () => {
    start();
    listen(0);
    await last().welcome();
    subscribed(9);
    await vi.advanceTimersByTimeAsync(16_100);
    expect(sockets.length).toBe(2);
  });

  it("delivers nothing after close", async () => {
    start();
    const listener = listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    listener.handle.close();
    last().event(TOPIC, 1);
    expect(listener.events).toEqual([]);
    expect(last().newest("unsubscribe").params).toEqual({ topics: [TOPIC] });
  });
});
