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
import { settled } from "../../test/fakeSockets.ts";
import { CloseCode } from "./closeCodes.ts";

let token: string;
let connectParams: ReturnType<typeof vi.fn<() => Promise<{ access_token: string }>>>;

beforeEach(() => {
  prepare();
  token = "first";
  connectParams = vi.fn(async () => ({ access_token: token }));
  renew.mockImplementation(async () => {
    token = "second";
  });
});
afterEach(end);

const times = (lastsMs: number) => ({
  server_time: new Date(Date.now() + 3_600_000).toISOString(),
  expires_at: new Date(Date.now() + 3_600_000 + lastsMs).toISOString(),
});

/** Connected with a token of ten minutes, and kept alive. */
async function connected() {
  start({ connectParams, isSignedOut: (error) => String(error).includes("signed out") });
  await settled();
  await last().welcome(times(600_000));
  return setInterval(() => last().push({ type: "heartbeat", data: { heads: {} } }), 20_000);
}

describe("a realtime client with a token", () => {
  it("requests the token before it opens a socket, and connects with it", async () => {
    start({ connectParams });
    expect(sockets.length).toBe(0);
    await settled();
    expect(sockets.length).toBe(1);
    await last().welcome();
    expect(last().newest("connect").params).toEqual({ access_token: "first" });
  });

  it("renews it on the same socket a minute before it expires, and keeps its topics", async () => {
    const heartbeats = await connected();
    const listener = listen(0);
    subscribed(0);
    await caughtUp(0);
    await vi.advanceTimersByTimeAsync(541_000);
    expect(last().newest("authenticate").params).toEqual({ access_token: "second" });
    last().reply("authenticate", times(600_000));
    await settled();
    last().event(TOPIC, 1);
    expect(listener.seqs()).toEqual([1]);
    expect(sockets.length).toBe(1);
    expect(last().count("subscribe")).toBe(1);
    await vi.advanceTimersByTimeAsync(541_000);
    clearInterval(heartbeats);
    expect(last().count("authenticate")).toBe(2);
    expect(renew).toHaveBeenCalledTimes(2);
  });

  it("opens another socket when the server refuses the renewed token for this one", async () => {
    const heartbeats = await connected();
    await vi.advanceTimersByTimeAsync(541_000);
    clearInterval(heartbeats);
    last().refuse("authenticate", "other_user");
    await settled();
    expect(sockets.length).toBe(2);
    expect(sockets[0]?.isClosedByClient).toBe(true);
    await last().welcome();
    expect(last().newest("connect").params).toEqual({ access_token: "second" });
  });

  it("keeps the socket when the server does not reply to the renewed token", async () => {
    const heartbeats = await connected();
    await vi.advanceTimersByTimeAsync(552_000);
    clearInterval(heartbeats);
    expect(last().count("authenticate")).toBe(1);
    expect(sockets.length).toBe(1);
    expect(client.status.get().kind).toBe("connected");
  });

  it("renews it when the server closes the socket because it expired", async () => {
    clearInterval(await connected());
    last().drop(CloseCode.TOKEN_EXPIRED);
    await settled();
    expect(renew).toHaveBeenCalledTimes(1);
    await last().welcome();
    expect(last().newest("connect").params).toEqual({ access_token: "second" });
  });

  it("is signed out when there is no token any more", async () => {
    clearInterval(await connected());
    connectParams.mockRejectedValue(new Error("signed out"));
    last().drop(1006);
    await vi.advanceTimersByTimeAsync(1_100);
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(client.status.get()).toEqual({ kind: "refused", code: CloseCode.UNAUTHENTICATED });
    expect(sockets.length).toBe(1);
  });

  it("tries again later when the provider fails", async () => {
    connectParams.mockRejectedValueOnce(new Error("offline"));
    start({ connectParams, isSignedOut: () => false });
    await settled();
    expect(client.status.get().kind).toBe("waiting");
    await vi.advanceTimersByTimeAsync(1_100);
    expect(sockets.length).toBe(1);
    expect(signedOut).not.toHaveBeenCalled();
  });

  it("that is stopped while it waits for a token opens no socket", async () => {
    start({ connectParams });
    client.stop();
    await settled();
    expect(sockets.length).toBe(0);
    expect(client.status.get().kind).toBe("stopped");
  });
});
