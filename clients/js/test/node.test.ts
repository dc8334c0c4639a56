import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WebSocket } from "ws";
import { type Client, type ClientOptions, createClient, newId, type Socket } from "../src/index.ts";
import { FakeServer } from "./fakeServer.ts";

let server: FakeServer;
let baseUrl: string;
let client: Client;

beforeEach(async () => {
  server = new FakeServer();
  baseUrl = await server.start();
});

afterEach(async () => {
  client.close();
  await server.stop();
});

function connect(options: Omit<ClientOptions, "baseUrl">): Client {
  client = createClient({
    baseUrl: `${baseUrl}/`,
    openSocket: (url) => new WebSocket(url) as unknown as Socket,
    ...options,
  });
  return client;
}

/** Tokens in this order; the server accepts the last one only. */
function provider(...tokens: string[]) {
  server.tokens.add(tokens.at(-1) ?? "");
  const left = [...tokens];
  return vi.fn(async () => left.shift() ?? null);
}

describe("in Node, with a token and without cookies", () => {
  it("a chat is created, written to and followed live", async () => {
    const { api, conversations, start } = connect({ token: provider("good"), repaintMs: 0 });
    const me = await start();
    const session = await api.sessions.create({ id: newId() });
    const conversation = conversations.at(session.id);
    await conversation.open();
    await conversation.send("Hello");
    await vi.waitFor(() => expect(server.count("subscribe")).toBeGreaterThanOrEqual(2));
    server.answer("Good day.");
    await vi.waitFor(() => expect(conversation.state.get().path).toHaveLength(2));
    expect(conversation.state.get().path.map((each) => each.content)).toEqual(["Hello", "Good day."]);
    expect(me.user.id).toMatch(/^0199/);
    expect(server.commands[0]).toMatchObject({ method: "connect", params: { access_token: "good" } });
    expect(server.cookies.every((each) => each === undefined)).toBe(true);
    expect(new Set(server.authorizations)).toEqual(new Set(["Bearer good", undefined]));
  });

  it("the provider is called again once when calls are refused, and they are repeated", async () => {
    const token = provider("expired", "good");
    const { api } = connect({ token });
    await Promise.all([api.me(), api.me(), api.me()]);
    expect(token).toHaveBeenCalledTimes(2);
    expect(server.authorizations.filter((each) => each === "Bearer good")).toHaveLength(3);
  });

  it("a socket is opened again with a new token when its own is refused", async () => {
    const token = provider("good");
    connect({ token });
    await client.start();
    await vi.waitFor(() => expect(client.realtime.status.get().kind).toBe("connected"));
    token.mockResolvedValue("better");
    server.tokens.clear();
    server.tokens.add("better");
    server.sockets[0]?.close(4400);
    await vi.waitFor(() => expect(server.count("connect")).toBe(2));
    await vi.waitFor(() => expect(client.realtime.status.get().kind).toBe("connected"));
    expect(server.commands.findLast((each) => each.method === "connect")?.params).toEqual({
      access_token: "better",
    });
  });

  it("no token means that nobody is signed in", async () => {
    const onSignedOut = vi.fn();
    connect({ token: async () => null, onSignedOut });
    await expect(client.start()).rejects.toMatchObject({ code: "signed_out", status: 401 });
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    expect(server.authorizations).toEqual([]);
  });

  it("a fixed token that is refused ends the login", async () => {
    const onSignedOut = vi.fn();
    connect({ token: "sx_gone", onSignedOut });
    await expect(client.api.me()).rejects.toMatchObject({ code: "access_token_expired" });
    expect(onSignedOut).toHaveBeenCalledTimes(1);
    expect(server.authorizations).toEqual(["Bearer sx_gone"]);
  });

  it("a token of an application goes along with the application's key", async () => {
    server.tokens.add("signed");
    const fetched = vi.fn(fetch);
    connect({ token: "signed", publishableKey: "pk_1", fetch: fetched });
    await client.start();
    expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).get("apikey")).toBe("pk_1");
    await vi.waitFor(() => expect(server.count("connect")).toBe(1));
    expect(server.commands[0]?.params).toEqual({ access_token: "signed", publishable_key: "pk_1" });
  });

  it("says so where there is no WebSocket", async () => {
    server.tokens.add("good");
    vi.stubGlobal("WebSocket", undefined);
    client = createClient({ baseUrl, token: "good" });
    await expect(client.start()).rejects.toThrow("openSocket");
    vi.unstubAllGlobals();
    expect((await client.api.me()).user.id).toBeDefined();
  });
});
