import type { TopicEvent } from "../wire.ts";
import type { Push } from "./frames.ts";

/** Limits the events that are held back; beyond that the log is read again. */
const MOST_HELD = 2_000;

/**
 * Puts the events of one topic in order, each once. Keeps the number of the last event delivered, and
 * holds back events that arrive early until the hole before them is filled.
 */
export class Feed {
  #cursor: number | null;
  readonly #held = new Map<number, TopicEvent>();

  /** @param cursor the last event already known; null to begin with the first that arrives */
  constructor(cursor: number | null) {
    this.#cursor = cursor;
  }

  get cursor(): number | null {
    return this.#cursor;
  }

  /** Events are missing before those that are held back. */
  get hasHole(): boolean {
    return this.#held.size > 0;
  }

  isBehind(head: number): boolean {
    return this.#cursor !== null && this.#cursor < head;
  }

  /** Begins after this event, unless there is a cursor. */
  beginAfter(head: number): void {
    this.#cursor ??= head;
  }

  /** A snapshot contains everything up to its head. */
  skipTo(head: number): void {
    this.#cursor = Math.max(this.#cursor ?? 0, head);
    for (const seq of this.#held.keys()) {
      if (seq <= this.#cursor) {
        this.#held.delete(seq);
      }
    }
  }

  /** @returns what can be delivered now, in order */
  accept(push: Push): TopicEvent[] {
    const event = { type: push.type, data: push.data, seq: push.seq } as TopicEvent;
    if (push.seq === null) {
      return [event];
    }
    this.#cursor ??= push.seq - 1;
    if (push.seq <= this.#cursor) {
      return [];
    }
    if (this.#held.size < MOST_HELD) {
      this.#held.set(push.seq, event);
    }
    return this.drain();
  }

  /** Held events that have no hole before them any more. */
  drain(): TopicEvent[] {
    const ready: TopicEvent[] = [];
    let next = (this.#cursor ?? 0) + 1;
    for (let event = this.#held.get(next); event; event = this.#held.get(next)) {
      this.#held.delete(next);
      ready.push(event);
      this.#cursor = next;
      next += 1;
    }
    return ready;
  }
}
