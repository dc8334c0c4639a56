import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  caughtUp,
  client,
  end,
  last,
  listen,
  prepare,
  renew,
  signedOut,
  sockets,
  start,
  subscribed,
  TOPIC,
} from "../../test/clientUnderTest.ts";
import { CloseCode } from "./closeCodes.ts";

beforeEach(prepare);
afterEach(end);

describe("the realtime client", () => {
  it("resumes after the last event it delivered", async () => {
    start();
    const listener = listen(0);
    await last().welcome();
    subscribed(1);
    last().event(TOPIC, 1);
    await caughtUp(1);
    last().drop(1006);
    expect(client.status.get().kind).toBe("waiting");
    await vi.advanceTimersByTimeAsync(1_100);
    expect(sockets.length).toBe(2);
    await last().welcome();
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 1 }] });
    subscribed(2);
    last().event(TOPIC, 2);
    await caughtUp(2);
    expect(listener.seqs()).toEqual([1, 2]);
    expect(listener.notifications).toEqual(["live", "live"]);
  });

  it("tells what the server's clock says, and when it was asked", async () => {
    const onServerTime = vi.fn();
    start({ onServerTime });
    const sentAt = Date.now();
    await last().welcome({ server_time: "2026-11-21T12:00:00Z" });
    expect(onServerTime).toHaveBeenCalledExactlyOnceWith("2026-11-21T12:00:00Z", sentAt);
  });

  it("backs off after each failure, and reconnects at once when it is woken", async () => {
    start();
    const waits: number[] = [];
    for (let failure = 0; failure < 4; failure += 1) {
      const before = Date.now();
      last().drop(1006);
      const status = client.status.get();
      waits.push(status.kind === "waiting" ? status.until - before : -1);
      await vi.advanceTimersByTimeAsync(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000]);
    last().drop(1006);
    const opened = sockets.length;
    client.wake();
    expect(sockets.length).toBe(opened + 1);
  });

  it.each([CloseCode.MALFORMED_FRAME, CloseCode.ORIGIN_REFUSED, 4_999])(
    "does not reconnect after %i",
    async (code) => {
      start();
      await last().welcome();
      last().drop(code);
      await vi.advanceTimersByTimeAsync(120_000);
      expect(sockets.length).toBe(1);
      expect(client.status.get()).toEqual({ kind: "refused", code });
      expect(signedOut).not.toHaveBeenCalled();
    },
  );

  it.each([CloseCode.DRAIN, CloseCode.SLOW_CONSUMER, CloseCode.SERVER_ERROR, CloseCode.RIGHTS_CHANGED, 1012])(
    "reconnects after %i",
    async (code) => {
      start();
      await last().welcome();
      last().drop(code);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(sockets.length).toBe(2);
      expect(renew).not.toHaveBeenCalled();
    },
  );

  it("closes a socket on which no frame arrives any more", async () => {
    start();
    await last().welcome();
    await vi.advanceTimersByTimeAsync(56_000);
    expect(sockets[0]?.isClosedByClient).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it("reconnects after the pause that a draining node asked for", async () => {
    start();
    await last().welcome();
    last().push({ type: "draining", at: "…", data: { retry_after_ms: 7_300 } });
    last().drop(CloseCode.DRAIN);
    await vi.advanceTimersByTimeAsync(7_200);
    expect(sockets.length).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(sockets.length).toBe(2);
  });

  it("replaces a socket that does not open in time", async () => {
    start();
    await vi.advanceTimersByTimeAsync(11_100);
    expect(sockets.length).toBe(2);
  });

  it("rejects commands without a connection, and pending ones when it is lost", async () => {
    start();
    await expect(client.command("ping", {})).rejects.toMatchObject({ code: "closed" });
    await last().welcome();
    const reply = client.command("ping", {});
    last().drop(1006);
    await expect(reply).rejects.toMatchObject({ code: "closed", retryable: true });
  });
});
