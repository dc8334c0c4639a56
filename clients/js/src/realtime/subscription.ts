import { Feed } from "./feed.ts";
import type { Push } from "./frames.ts";
import type { TopicListener } from "./topicListener.ts";

export interface Wire {
  /** Asks for everything after the cursor. */
  subscribe(asked: Subscription): Promise<void>;
  /** The connection does not deliver what it promised. */
  fail(): void;
}

/** What was sent a moment ago may still be on its way when a head announces it. */
const GRACE_MS = 500;
const CATCHES_UP_WITHIN_MS = 15_000;

/** One topic on the current connection: catching up, live, or waiting for a connection. */
export class Subscription {
  readonly topic: string;
  readonly #listener: TopicListener;
  readonly #wire: Wire;
  readonly #feed: Feed;
  #state: "idle" | "catching_up" | "live" | "ended" = "idle";
  #check: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;
  #head = 0;

  constructor(topic: string, afterSeq: number | null, listener: TopicListener, wire: Wire) {
    this.topic = topic;
    this.#listener = listener;
    this.#wire = wire;
    this.#feed = new Feed(afterSeq);
  }

  request(): { topic: string; after_seq?: number } {
    const cursor = this.#feed.cursor;
    return cursor === null ? { topic: this.topic } : { topic: this.topic, after_seq: cursor };
  }

  catchingUp(): void {
    if (this.#state === "ended") {
      return;
    }
    this.#state = "catching_up";
    clearTimeout(this.#check);
    this.#check = undefined;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#wire.fail(), CATCHES_UP_WITHIN_MS);
  }

  answered(answer: Record<string, unknown>): void {
    if (answer.status === "not_found") {
      this.interrupted();
      this.#listener.onNotFound();
    } else if (typeof answer.head_seq === "number") {
      this.#feed.beginAfter(answer.head_seq);
    }
  }

  receive(push: Push): void {
    if (this.#state === "ended") {
      return;
    }
    if (push.seq === null && push.type === "caught_up") {
      this.#caughtUp();
    } else if (push.seq === null && push.type === "snapshot_needed") {
      this.#snapshotNeeded(headSeq(push.data));
    } else if (push.seq === null && push.type === "subscription_ended") {
      this.interrupted();
      this.#listener.onNotFound();
    } else {
      this.#deliver(this.#feed.accept(push));
      this.#checkSoonIf(this.#feed.hasHole);
    }
  }

  /** A heartbeat told the newest event: so even a lost last one is seen. */
  headIs(head: number): void {
    this.#head = Math.max(this.#head, head);
    this.#checkSoonIf(this.#feed.isBehind(head));
  }

  skipTo(head: number): void {
    this.#feed.skipTo(head);
    this.#deliver(this.#feed.drain());
  }

  /** The connection is gone. What is held stays: the numbers are the same on the next one. */
  interrupted(): void {
    if (this.#state !== "ended") {
      this.#state = "idle";
    }
    clearTimeout(this.#check);
    this.#check = undefined;
    clearTimeout(this.#deadline);
  }

  end(): void {
    this.interrupted();
    this.#state = "ended";
  }

  #caughtUp(): void {
    clearTimeout(this.#deadline);
    this.#state = "live";
    this.#listener.onLive();
    this.#checkSoonIf(this.#feed.hasHole);
  }

  #snapshotNeeded(head: number): void {
    clearTimeout(this.#deadline);
    this.#state = "live";
    this.#feed.skipTo(head);
    this.#listener.onSnapshotNeeded(head);
    this.#deliver(this.#feed.drain());
    this.#listener.onLive();
  }

  #deliver(events: ReturnType<Feed["accept"]>): void {
    for (const event of events) {
      this.#listener.onEvent(event);
    }
  }

  #checkSoonIf(incomplete: boolean): void {
    if (!incomplete || this.#state !== "live" || this.#check !== undefined) {
      return;
    }
    this.#check = setTimeout(() => {
      this.#check = undefined;
      if (this.#state === "live" && (this.#feed.hasHole || this.#feed.isBehind(this.#head))) {
        void this.#wire.subscribe(this);
      }
    }, GRACE_MS);
  }
}

function headSeq(data: unknown): number {
  const head = (data as { head_seq?: unknown } | null)?.head_seq;
  return typeof head === "number" ? head : 0;
}
