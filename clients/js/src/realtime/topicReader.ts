import { guarded } from "../listeners.ts";
import type { TopicEvent } from "../wire.ts";
import { Feed } from "./feed.ts";
import type { Push } from "./frames.ts";
import type { TopicListener } from "./topicListener.ts";

/**
 * - `waiting`: not subscribed on the current connection
 * - `requested`: the subscribe command with this number has no reply yet
 * - `catching_up`: the backlog is being delivered
 * - `live`: the backlog was delivered
 */
type ReaderState = "waiting" | "requested" | "catching_up" | "live" | "closed";

/** One listener of a topic, with its own position in the topic's events. */
export class TopicReader {
  readonly #feed: Feed;
  readonly #listener: TopicListener;
  #state: ReaderState = "waiting";
  #request = 0;

  constructor(afterSeq: number | null, listener: TopicListener) {
    this.#feed = new Feed(afterSeq);
    this.#listener = listener;
  }

  get cursor(): number | null {
    return this.#feed.cursor;
  }

  get isLive(): boolean {
    return this.#state === "live";
  }

  /** Waits for the end of a backlog. */
  get isPending(): boolean {
    return this.#state === "requested" || this.#state === "catching_up";
  }

  get isCatchingUp(): boolean {
    return this.#state === "catching_up";
  }

  /** @param head the newest event of the topic as far as it is known */
  isIncomplete(head: number): boolean {
    return this.#feed.hasHole || this.#feed.isBehind(head);
  }

  beginAfter(head: number): void {
    this.#feed.beginAfter(head);
  }

  requested(request: number): void {
    if (this.#state !== "closed") {
      this.#state = "requested";
      this.#request = request;
    }
  }

  /** The command with this number has a reply. What comes before that belongs to earlier ones. */
  replied(request: number, head: number | null): void {
    if (head !== null) {
      this.#feed.beginAfter(head);
    }
    if (this.#state === "requested" && this.#request <= request) {
      this.#state = "catching_up";
    }
  }

  /** Takes part in what the topic's other readers are doing. */
  join(other: "catching_up" | "live"): void {
    this.#state = other;
  }

  /** The connection is gone. Held events stay: the numbers are the same on the next one. */
  interrupt(): void {
    if (this.#state !== "closed") {
      this.#state = "waiting";
    }
  }

  close(): void {
    this.#state = "closed";
  }

  receive(push: Push): void {
    this.#deliver(this.#feed.accept(push));
  }

  skipTo(head: number): void {
    this.#feed.skipTo(head);
    this.#deliver(this.#feed.drain());
  }

  live(): void {
    if (this.#state !== "closed") {
      this.#state = "live";
      guarded(() => this.#listener.onLive());
    }
  }

  snapshotNeeded(head: number): void {
    this.#feed.skipTo(head);
    guarded(() => this.#listener.onSnapshotNeeded(head));
    this.#deliver(this.#feed.drain());
  }

  notFound(): void {
    if (this.#state !== "closed") {
      this.#state = "waiting";
      guarded(() => this.#listener.onNotFound());
    }
  }

  #deliver(events: readonly TopicEvent[]): void {
    for (const event of events) {
      // A listener may close its subscription while it handles an event.
      if (this.#state === "closed") {
        return;
      }
      guarded(() => this.#listener.onEvent(event));
    }
  }
}
