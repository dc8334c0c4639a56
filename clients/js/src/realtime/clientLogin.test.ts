import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { client, end, last, prepare, renew, signedOut, sockets, start } from "../../test/clientUnderTest.ts";
import { settled } from "../../test/fakeSockets.ts";
import { CloseCode } from "./closeCodes.ts";

beforeEach(prepare);
afterEach(end);

describe("the login of the realtime client", () => {
  it("renews an expired login before it reconnects", async () => {
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

  it.each(["authentication_required", "login_session_ended", "access_token_expired"])(
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
    await refused("authentication_required");
    await refused("authentication_required");
    await vi.advanceTimersByTimeAsync(120_000);
    expect(renew).toHaveBeenCalledTimes(1);
    expect(sockets.length).toBe(2);
    expect(signedOut).toHaveBeenCalledTimes(1);
    expect(client.status.get().kind).toBe("refused");
  });

  it("renews again when the renewed login ends later", async () => {
    start();
    await refused("authentication_required");
    await last().welcome();
    last().drop(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    await refused("login_session_ended");
    expect(renew).toHaveBeenCalledTimes(2);
    expect(signedOut).not.toHaveBeenCalled();
  });

  it("tries again later while the login can neither be renewed nor has ended", async () => {
    renew.mockRejectedValue(new Error("away"));
    start({ isSignedOut: () => false });
    for (let attempt = 0; attempt < 6; attempt += 1) {
      await refused("authentication_required");
      const status = client.status.get();
      expect(status.kind).toBe("waiting");
      await vi.advanceTimersByTimeAsync(status.kind === "waiting" ? status.until - Date.now() : 0);
    }
    expect(signedOut).not.toHaveBeenCalled();
    renew.mockResolvedValue(undefined);
    await refused("authentication_required");
    await last().welcome();
    expect(client.status.get().kind).toBe("connected");
  });

  it("does not reconnect when the page's origin is refused", async () => {
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

  it("renews a minute before the login expires, and replaces the socket without a pause", async () => {
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
});
