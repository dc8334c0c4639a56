import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FakeSocket, settled } from "../../test/fakeSockets.ts";
import { EMPTY_CONVERSATION, textOf, withEvent } from "../chat/conversation.ts";
import type { TopicEvent } from "../wire.ts";
import { RealtimeClient } from "./client.ts";
import { afterClose } from "./closeCodes.ts";
import { Feed } from "./feed.ts";
import { parseFrame } from "./frames.ts";

/** What the server is tested against too. */
const CONTRACT = new URL("../../../../contract/realtime/", import.meta.url);

interface Golden {
  name: string;
  kind: "command" | "reply" | "error" | "push";
  of: string;
  frame: Record<string, unknown>;
}

const golden: Golden[] = readdirSync(new URL("golden/", CONTRACT)).map((name) => ({
  name,
  ...(JSON.parse(readFileSync(new URL(`golden/${name}`, CONTRACT), "utf8")) as Omit<Golden, "name">),
}));

const one = (of: string, kind: Golden["kind"], nth = 0) => {
  const found = golden.filter((each) => each.of === of && each.kind === kind)[nth];
  if (!found) {
    throw new Error(`No golden ${kind} of ${of}.`);
  }
  return found.frame;
};

const text = (frame: unknown) => JSON.stringify(frame);

it("there are golden frames", () => {
  expect(golden.length).toBeGreaterThan(20);
});

it.each(golden.filter((each) => each.kind !== "command"))("$name is parsed", ({ kind, frame }) => {
  const parsed = parseFrame(text(frame));
  if (kind === "reply" || kind === "error") {
    expect(parsed).toMatchObject({ kind: "reply", id: String(frame.id) });
  } else if (frame.topic) {
    expect(parsed).toMatchObject({ kind: "push", topic: frame.topic, type: frame.type, data: frame.data });
  } else {
    expect(parsed?.kind).toBe(frame.type);
  }
});

describe("the golden conversation", () => {
  it("becomes a question and its answer", () => {
    const feed = new Feed(5);
    let state = { ...EMPTY_CONVERSATION, status: "ready" as const, headSeq: 5 };
    const receive = (frame: unknown) => {
      const push = parseFrame(text(frame));
      for (const event of push?.kind === "push" ? feed.accept(push) : []) {
        state = withEvent(state, event as TopicEvent).state as typeof state;
      }
    };
    receive(one("message.created", "push", 1));
    expect(feed.hasHole).toBe(true);
    receive(one("message.created", "push", 0));
    expect(state.path.map((each) => each.status)).toEqual(["complete", "streaming"]);
    receive(one("message.updated", "push"));
    const answer = state.path[1];
    expect(answer && textOf(state, answer)).toBe("Hello there.");
    receive(one("branch.shown", "push"));
    receive(one("session.cleared", "push"));
    expect(state.path).toEqual([]);
    receive(one("session.deleted", "push"));
    expect(state.status).toBe("deleted");
    expect(feed.cursor).toBe(11);
  });
});

describe("what the client sends", () => {
  it("has the shape of the golden commands", async () => {
    const socket = new FakeSocket();
    const client = new RealtimeClient({
      open: () => socket,
      renew: async () => undefined,
      onSignedOut: () => undefined,
    });
    const listener = {
      onEvent: () => undefined,
      onLive: () => undefined,
      onSnapshotNeeded: () => undefined,
      onNotFound: () => undefined,
    };
    const wanted = (one("subscribe", "command").params as { topics: { topic: string; after_seq?: number }[] })
      .topics;
    const handles = wanted.map((each) => client.subscribe(each.topic, each.after_seq ?? null, listener));
    client.start();
    await socket.welcome(one("connect", "reply").result as Record<string, unknown>);
    expect(socket.newest("subscribe").params).toEqual(one("subscribe", "command").params);
    expect(Object.keys(socket.newest("connect")).sort()).toEqual(
      Object.keys(one("connect", "command")).sort(),
    );
    handles[0]?.close();
    expect(Object.keys(socket.newest("unsubscribe").params)).toEqual(
      Object.keys(one("unsubscribe", "command").params as object),
    );
    client.wake();
    await settled();
    expect(socket.newest("ping").params).toEqual(one("ping", "command").params);
    client.stop();
  });
});

it("the close codes of the contract agree about reconnecting", () => {
  const catalogue = JSON.parse(readFileSync(new URL("close-codes.json", CONTRACT), "utf8")) as {
    code: number;
    comes_back: boolean;
  }[];
  expect(catalogue.length).toBeGreaterThan(5);
  for (const { code, comes_back } of catalogue) {
    // A refused login is tried once more with a renewed one: it may only have expired while the page slept.
    const comesBack = afterClose(code) === "reconnect" || (afterClose(code) === "renew" && code < 4500);
    expect([code, comesBack]).toEqual([code, comes_back]);
  }
});
