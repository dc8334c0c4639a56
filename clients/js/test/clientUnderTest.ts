import { vi } from "vitest";
import { RealtimeClient, type RealtimeOptions } from "../src/realtime/client.ts";
import type { TopicEvent } from "../src/wire.ts";
import { FakeSocket, settled } from "./fakeSockets.ts";

/** A realtime client over sockets that are driven by hand, anew for each test. */
export let client: RealtimeClient;
export let sockets: FakeSocket[];
export let signedOut: ReturnType<typeof vi.fn<() => void>>;
export let renew: ReturnType<typeof vi.fn<() => Promise<void>>>;

export const TOPIC = "chat_session:1";

export function prepare(): void {
  vi.useFakeTimers();
  sockets = [];
  signedOut = vi.fn();
  renew = vi.fn(async () => undefined);
}

export function end(): void {
  client.stop();
  vi.useRealTimers();
}

export function start(more: Partial<RealtimeOptions> = {}): void {
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

export function last(): FakeSocket {
  const socket = sockets.at(-1);
  if (!socket) {
    throw new Error("No socket was opened.");
  }
  return socket;
}

/** Subscribes and records what is delivered. */
export function listen(afterSeq: number | null) {
  const events: TopicEvent[] = [];
  const notifications: string[] = [];
  const handle = client.subscribe(TOPIC, afterSeq, {
    onEvent: (event) => events.push(event),
    onLive: () => notifications.push("live"),
    onSnapshotNeeded: (head) => notifications.push(`snapshot ${head}`),
    onNotFound: () => notifications.push("not found"),
  });
  return { events, notifications, handle, seqs: () => events.map((event) => event.seq) };
}

export function subscribed(head: number): void {
  last().reply("subscribe", { topics: [{ topic: TOPIC, status: "subscribed", head_seq: head }] });
}

export async function caughtUp(head: number): Promise<void> {
  await settled();
  last().push({ topic: TOPIC, type: "caught_up", at: "…", data: { head_seq: head } });
}
