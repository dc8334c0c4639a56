/** The frames that the server sends. Commands are `{id, method, params}`. */
import type * as wire from "../wire/realtime.gen.ts";

export interface Reply {
  readonly kind: "reply";
  readonly id: string;
  readonly result: unknown;
  readonly error: CommandError | null;
}

export interface Push {
  readonly kind: "push";
  readonly topic: string;
  /** Null for an ephemeral event: it is in no log and cannot be requested again. */
  readonly seq: number | null;
  readonly type: string;
  readonly data: unknown;
}

export interface Heartbeat {
  readonly kind: "heartbeat";
  /** The newest event of each topic that this socket is subscribed to. */
  readonly heads: Readonly<Record<string, number>>;
}

/** The node shuts down. Reconnecting after this long spreads the load over the others. */
export interface Draining {
  readonly kind: "draining";
  readonly retryAfterMs: number;
}

export type CommandError = NonNullable<wire.Reply["error"]>;

export type Frame = Reply | Push | Heartbeat | Draining;

/** @returns null for a frame that this version does not know; ignore it */
export function parseFrame(text: string): Frame | null {
  const frame = json(text);
  if (!isRecord(frame)) {
    return null;
  }
  if (typeof frame.id === "string" || typeof frame.id === "number") {
    return reply(frame, String(frame.id));
  }
  if (typeof frame.type !== "string") {
    return null;
  }
  if (typeof frame.topic === "string") {
    const seq = typeof frame.seq === "number" ? frame.seq : null;
    return { kind: "push", topic: frame.topic, seq, type: frame.type, data: frame.data };
  }
  switch (frame.type) {
    case "heartbeat":
      return { kind: "heartbeat", heads: headsOf(frame.data) };
    case "draining":
      return {
        kind: "draining",
        retryAfterMs: isRecord(frame.data) ? Number(frame.data.retry_after_ms) || 0 : 0,
      };
    default:
      return null;
  }
}

export function headsOf(data: unknown): Record<string, number> {
  const heads = isRecord(data) && isRecord(data.heads) ? data.heads : {};
  return Object.fromEntries(
    Object.entries(heads).filter((entry): entry is [string, number] => typeof entry[1] === "number"),
  );
}

function reply(frame: Record<string, unknown>, id: string): Reply {
  const error = isRecord(frame.error) ? (frame.error as unknown as CommandError) : null;
  return { kind: "reply", id, result: frame.result, error };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
