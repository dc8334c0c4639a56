import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSocket, settled } from "../../../test/fakeSockets";
import type { TopicEvent } from "../wire";
import { RealtimeClient, type RealtimeOptions } from "./client";
import { CloseCode } from "./closeCodes";

const TOPIC = "chat_session:1";

let sockets: FakeSocket[];
let client: RealtimeClient;
let signedOut: ReturnType<typeof vi.fn<() => void>>;
let renew: ReturnType<typeof vi.fn<() => Promise<void>>>;

function last(): FakeSocket {
  const socket = sockets.at(-1);
  if (!socket) {
    throw new Error("No socket was opened.");
  }
  return socket;
}

function start(more: Partial<RealtimeOptions> = {}): void {
  client = new RealtimeClient({
    open: () => {
      sockets.push(new FakeSocket());
      return last();
    },
    renew,
    onSignedOut: signedOut,
    random: () => 1,
    ...more,
  });
  client.start();
}

/** Subscribes and records what is delivered. */
function listen(afterSeq: number | null) {
  const events: TopicEvent[] = [];
  const said: string[] = [];
  const handle = client.subscribe(TOPIC, afterSeq, {
    onEvent: (event) => events.push(event),
    onLive: () => said.push("live"),
    onSnapshotNeeded: (head) => said.push(`snapshot ${head}`),
    onNotFound: () => said.push("not found"),
  });
  return { events, said, handle, seqs: () => events.map((event) => event.seq) };
}

function subscribed(head: number): void {
  last().reply("subscribe", { topics: [{ topic: TOPIC, status: "subscribed", head_seq: head }] });
}

async function caughtUp(head: number): Promise<void> {
  await settled();
  last().push({ topic: TOPIC, type: "caught_up", at: "…", data: { head_seq: head } });
}

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  signedOut = vi.fn();
  renew = vi.fn(async () => undefined);
});

afterEach(() => {
  client.stop();
  vi.useRealTimers();
});

describe("the realtime client", () => {
  it("introduces itself first and then asks for its topics after their cursors", async () => {
    start();
    listen(5);
    expect(last().commands).toEqual([]);
    await last().welcome();
    expect(last().commands.map((each) => each.method)).toEqual(["connect", "subscribe"]);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 5 }] });
    expect(client.status.get().kind).toBe("connected");
  });

  it("delivers the backlog, says when it is live, and goes on", async () => {
    start();
    const heard = listen(5);
    await last().welcome();
    subscribed(7);
    last().event(TOPIC, 6);
    last().event(TOPIC, 7);
    await caughtUp(7);
    last().event(TOPIC, 8);
    expect(heard.seqs()).toEqual([6, 7, 8]);
    expect(heard.said).toEqual(["live"]);
  });

  it("without a cursor hears what comes after the head", async () => {
    start();
    const heard = listen(null);
    await last().welcome();
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC }] });
    subscribed(40);
    await caughtUp(40);
    last().event(TOPIC, 42);
    expect(heard.seqs()).toEqual([]);
    await vi.advanceTimersByTimeAsync(600);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 40 }] });
  });

  it("fetches a hole from the log, and delivers each event once and in order", async () => {
    start();
    const heard = listen(0);
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
    expect(heard.seqs()).toEqual([1, 2, 3]);
  });

  it("does not ask when the hole closes by itself in a moment", async () => {
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

  it("sees by a heartbeat that the very last event was lost", async () => {
    start();
    listen(4);
    await last().welcome();
    subscribed(4);
    await caughtUp(4);
    last().push({ type: "heartbeat", at: "…", data: { heads: { [TOPIC]: 5 } } });
    await vi.advanceTimersByTimeAsync(600);
    expect(last().newest("subscribe").params).toEqual({ topics: [{ topic: TOPIC, after_seq: 4 }] });
  });

  it("comes back after the last event it delivered", async () => {
    start();
    const heard = listen(0);
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
    expect(heard.seqs()).toEqual([1, 2]);
    expect(heard.said).toEqual(["live", "live"]);
  });

  it("says that a snapshot is needed and goes on behind it", async () => {
    start();
    const heard = listen(3);
    await last().welcome();
    subscribed(5_000);
    await settled();
    last().push({ topic: TOPIC, type: "snapshot_needed", at: "…", data: { head_seq: 5_000 } });
    last().event(TOPIC, 5_001);
    expect(heard.said).toEqual(["snapshot 5000", "live"]);
    expect(heard.seqs()).toEqual([5_001]);
  });

  it("tells when a topic is not there", async () => {
    start();
    const heard = listen(0);
    await last().welcome();
    last().reply("subscribe", { topics: [{ topic: TOPIC, status: "not_found" }] });
    await settled();
    expect(heard.said).toEqual(["not found"]);
  });

  it("waits longer after each failure, and not at all when it is woken", async () => {
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
    "does not come back after %i",
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
    "comes back after %i",
    async (code) => {
      start();
      await last().welcome();
      last().drop(code);
      await vi.advanceTimersByTimeAsync(1_000);
      expect(sockets.length).toBe(2);
      expect(renew).not.toHaveBeenCalled();
    },
  );

  it("renews an expired login before it comes back", async () => {
    start();
    await last().welcome();
    last().drop(CloseCode.TOKEN_EXPIRED);
    await settled();
    expect(renew).toHaveBeenCalledTimes(1);
    expect(sockets.length).toBe(2);
  });

  function refused(code: string): Promise<void> {
    last().onopen?.(undefined as never);
    last().refuse("connect", code);
    return settled();
  }

  it.each(["credentials_missing", "login_session_ended", "access_token_expired"])(
    "renews once when the server answers its introduction with %s",
    async (code) => {
      start();
      await refused(code);
      expect(renew).toHaveBeenCalledTimes(1);
      expect(sockets.length).toBe(2);
      await last().welcome();
      expect(client.status.get().kind).toBe("connected");
      expect(signedOut).not.toHaveBeenCalled();
    },
  );

  it("is signed out when it is refused with a login that was just renewed", async () => {
    start();
    await refused("credentials_missing");
    await refused("credentials_missing");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(sockets.length).toBe(2);
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(client.status.get().kind).toBe("refused");
  });

  it("renews again when the renewed login ends later", async () => {
    start();
    await refused("credentials_missing");
    await last().welcome();
    last().drop(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    await refused("login_session_ended");
    expect(renew).toHaveBeenCalledTimes(2);
    expect(signedOut).not.toHaveBeenCalled();
  });

  it("waits for an answer when it cannot be told whether the login is good", async () => {
    renew.mockRejectedValue(new Error("away"));
    start({ isSignedOut: () => false });
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await refused("credentials_missing");
      const status = client.status.get();
      expect(status.kind).toBe("waiting");
      await vi.advanceTimersByTimeAsync(status.kind === "waiting" ? status.until - Date.now() : 0);
    }
    expect(signedOut).not.toHaveBeenCalled();
    renew.mockResolvedValue(undefined);
    await refused("credentials_missing");
    await last().welcome();
    expect(client.status.get().kind).toBe("connected");
  });

  it("gives up where its page's origin is refused", async () => {
    start();
    await refused("origin_refused");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sockets.length).toBe(1);
    expect(renew).not.toHaveBeenCalled();
    expect(signedOut).not.toHaveBeenCalled();
  });

  it("is signed out when the login cannot be renewed", async () => {
    renew.mockRejectedValue(new Error("401"));
    start({ isSignedOut: () => true });
    await last().welcome();
    last().drop(CloseCode.UNAUTHENTICATED);
    await settled();
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(client.status.get().kind).toBe("refused");
  });

  it("is signed out when the login was revoked elsewhere", async () => {
    start();
    await last().welcome();
    last().drop(CloseCode.LOGIN_REVOKED);
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(renew).not.toHaveBeenCalled();
  });

  it("renews a minute before the login expires, on a new socket and without a pause", async () => {
    start();
    const server_time = new Date(Date.now() + 3_600_000).toISOString();
    const expires_at = new Date(Date.now() + 3_600_000 + 600_000).toISOString();
    await last().welcome({ server_time, expires_at });
    const statuses: string[] = [];
    client.status.subscribe(() => statuses.push(client.status.get().kind));
    const heart = setInterval(() => last().push({ type: "heartbeat", data: { heads: {} } }), 20_000);
    await vi.advanceTimersByTimeAsync(539_000);
    expect(renew).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    clearInterval(heart);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(sockets.length).toBe(2);
    expect(sockets[0]?.isClosedByClient).toBe(true);
    await last().welcome();
    expect(new Set(statuses)).toEqual(new Set(["connected"]));
  });

  it("closes a socket on which nothing comes any more", async () => {
    start();
    await last().welcome();
    await vi.advanceTimersByTimeAsync(56_000);
    expect(sockets[0]?.isClosedByClient).toBe(true);
    expect(sockets.length).toBeGreaterThan(1);
  });

  it("comes back when a node that ends asked it to", async () => {
    start();
    await last().welcome();
    last().push({ type: "draining", at: "…", data: { retry_after_ms: 7_300 } });
    last().drop(CloseCode.DRAIN);
    await vi.advanceTimersByTimeAsync(7_200);
    expect(sockets.length).toBe(1);
    await vi.advanceTimersByTimeAsync(200);
    expect(sockets.length).toBe(2);
  });

  it("tells when a topic may not be read any more", async () => {
    start();
    const heard = listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    last().push({ topic: TOPIC, type: "subscription_ended", at: "…", data: { reason: "access_lost" } });
    expect(heard.said).toEqual(["live", "not found"]);
  });

  it("gives up a socket that does not open", async () => {
    start();
    await vi.advanceTimersByTimeAsync(11_100);
    expect(sockets.length).toBe(2);
  });

  it("begins anew when catching up does not end", async () => {
    start();
    listen(0);
    await last().welcome();
    subscribed(9);
    await vi.advanceTimersByTimeAsync(16_100);
    expect(sockets.length).toBe(2);
  });

  it("delivers nothing to whom has closed", async () => {
    start();
    const heard = listen(0);
    await last().welcome();
    subscribed(0);
    await caughtUp(0);
    heard.handle.close();
    last().event(TOPIC, 1);
    expect(heard.events).toEqual([]);
    expect(last().newest("unsubscribe").params).toEqual({ topics: [TOPIC] });
  });

  it("refuses commands without a connection, and those under way when it is lost", async () => {
    start();
    await expect(client.command("ping", {})).rejects.toMatchObject({ code: "closed" });
    await last().welcome();
    const reply = client.command("ping", {});
    last().drop(1006);
    await expect(reply).rejects.toMatchObject({ code: "closed", retryable: true });
  });
});
