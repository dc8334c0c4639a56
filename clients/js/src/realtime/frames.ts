/** What comes over the socket. Commands are `{id, method, params}`. */

export interface Reply {
  readonly kind: "reply";
  readonly id: string;
  readonly result: unknown;
  readonly error: CommandError | null;
}

export interface Push {
  readonly kind: "push";
  readonly topic: string;
  /** Null for what passes: it is in no log and cannot be asked for again. */
  readonly seq: number | null;
  readonly type: string;
  readonly data: unknown;
}

export interface Heartbeat {
  readonly kind: "heartbeat";
  /** The newest event of each topic that this socket is subscribed to. */
  readonly heads: Readonly<Record<string, number>>;
}

/** The node ends. Coming back after this long spreads the load over the others. */
export interface Draining {
  readonly kind: "draining";
  readonly retryAfterMs: number;
}

export interface CommandError {
  readonly code: string;
  readonly message: string;
  readonly retryable: boolean;
  /** Seconds. */
  readonly retry_after?: number | null;
}

export type Frame = Reply | Push | Heartbeat | Draining;

/** @returns null for what this version does not understand, which is passed over */
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
