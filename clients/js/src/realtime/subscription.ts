import type { Push } from "./frames.ts";
import type { TopicListener } from "./topicListener.ts";
import { TopicReader } from "./topicReader.ts";

export interface SubscriptionWire {
  /** Sends a subscribe command for the topic, if there is a connection. */
  subscribe(subscription: Subscription): void;
  /** The connection does not deliver what it promised. */
  fail(): void;
}

export interface SubscribeRequest {
  readonly topic: string;
  readonly after_seq?: number;
}

/** An event that was sent a moment ago may still be on its way when a head announces it. */
const GRACE_MS = 500;
const CATCHES_UP_WITHIN_MS = 15_000;

/** One topic on the current connection, shared by all its readers. */
export class Subscription {
  readonly topic: string;
  readonly #wire: SubscriptionWire;
  readonly #readers = new Set<TopicReader>();
  /** How many subscribe commands were sent, and how many of them have a reply. */
  #requests = 0;
  #replies = 0;
  #isSubscribed = false;
  #head = 0;
  #check: ReturnType<typeof setTimeout> | undefined;
  #deadline: ReturnType<typeof setTimeout> | undefined;

  constructor(topic: string, wire: SubscriptionWire) {
    this.topic = topic;
    this.#wire = wire;
  }

  get hasReaders(): boolean {
    return this.#readers.size > 0;
  }

  /** A reader that misses nothing joins the others; for one that does, the topic is requested again. */
  add(afterSeq: number | null, listener: TopicListener): TopicReader {
    const reader = new TopicReader(afterSeq, listener);
    const position = highest(this.#cursors());
    const isPending = [...this.#readers].some((each) => each.isPending);
    this.#readers.add(reader);
    if (!this.#isSubscribed || position === null) {
      this.#wire.subscribe(this);
      return reader;
    }
    reader.beginAfter(position);
    if (reader.isIncomplete(position)) {
      this.#wire.subscribe(this);
    } else if (isPending) {
      reader.join("catching_up");
    } else {
      reader.join("live");
      // Not before the caller has its handle.
      queueMicrotask(() => reader.isLive && reader.live());
    }
    return reader;
  }

  remove(reader: TopicReader): void {
    reader.close();
    this.#readers.delete(reader);
    if (!this.hasReaders) {
      this.#stop();
    }
  }

  /** What to ask for now: everything after the reader that is furthest behind. */
  request(): SubscribeRequest {
    this.#requests += 1;
    for (const reader of this.#readers) {
      if (!reader.isLive || reader.isIncomplete(this.#head)) {
        reader.requested(this.#requests);
      }
    }
    clearTimeout(this.#check);
    this.#check = undefined;
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => this.#wire.fail(), CATCHES_UP_WITHIN_MS);
    const cursor = lowest(this.#cursors());
    return cursor === null ? { topic: this.topic } : { topic: this.topic, after_seq: cursor };
  }

  /** The reply to the oldest request that had none; they are replied to in order. */
  replied(answer: Readonly<Record<string, unknown>>): void {
    this.#replies += 1;
    if (answer.status === "not_found") {
      this.#notFound();
      return;
    }
    this.#isSubscribed = true;
    const head = typeof answer.head_seq === "number" ? answer.head_seq : null;
    this.#head = Math.max(this.#head, head ?? 0);
    for (const reader of this.#readers) {
      reader.replied(this.#replies, head);
    }
  }

  receive(push: Push): void {
    if (push.seq === null && push.type === "caught_up") {
      this.#caughtUp();
    } else if (push.seq === null && push.type === "snapshot_needed") {
      this.#snapshotNeeded(headSeq(push.data));
    } else if (push.seq === null && push.type === "subscription_ended") {
      this.#notFound();
    } else {
      for (const reader of [...this.#readers]) {
        reader.receive(push);
      }
      this.#requestMissingSoon();
    }
  }

  /** A heartbeat has the newest event of each topic: so the loss of the last event is noticed too. */
  headIs(head: number): void {
    this.#head = Math.max(this.#head, head);
    this.#requestMissingSoon();
  }

  /** The connection is gone, and with it the replies to what was requested on it. */
  interrupt(): void {
    this.#replies = this.#requests;
    this.#stop();
  }

  #caughtUp(): void {
    const waiting = [...this.#readers].filter((reader) => reader.isCatchingUp);
    // Nobody waits for it where the server repaired a hole by itself: then it concerns everybody.
    const readers = waiting.length > 0 ? waiting : [...this.#readers].filter((reader) => reader.isLive);
    for (const reader of readers) {
      reader.live();
    }
    this.#clearDeadline();
    this.#requestMissingSoon();
  }

  #snapshotNeeded(head: number): void {
    this.#head = Math.max(this.#head, head);
    for (const reader of [...this.#readers]) {
      const isCaughtUp = reader.cursor === head || (reader.isLive && !reader.isIncomplete(head));
      if (!isCaughtUp) {
        reader.snapshotNeeded(head);
        reader.live();
      } else if (reader.isCatchingUp) {
        reader.live();
      }
    }
    this.#clearDeadline();
  }

  #notFound(): void {
    this.#stop();
    for (const reader of [...this.#readers]) {
      reader.notFound();
    }
  }

  #stop(): void {
    this.#isSubscribed = false;
    for (const reader of this.#readers) {
      reader.interrupt();
    }
    clearTimeout(this.#check);
    this.#check = undefined;
    clearTimeout(this.#deadline);
  }

  #clearDeadline(): void {
    if (![...this.#readers].some((reader) => reader.isPending)) {
      clearTimeout(this.#deadline);
    }
  }

  #requestMissingSoon(): void {
    if (this.#check === undefined && this.#hasMissing()) {
      this.#check = setTimeout(() => {
        this.#check = undefined;
        if (this.#hasMissing()) {
          this.#wire.subscribe(this);
        }
      }, GRACE_MS);
    }
  }

  /** Of what is being requested it is not known yet what will be missing. */
  #hasMissing(): boolean {
    return [...this.#readers].some((reader) => reader.isLive && reader.isIncomplete(this.#head));
  }

  #cursors(): number[] {
    return [...this.#readers].map((reader) => reader.cursor).filter((cursor) => cursor !== null);
  }
}

function highest(cursors: readonly number[]): number | null {
  return cursors.length > 0 ? Math.max(...cursors) : null;
}

function lowest(cursors: readonly number[]): number | null {
  return cursors.length > 0 ? Math.min(...cursors) : null;
}

function headSeq(data: unknown): number {
  const head = (data as { head_seq?: unknown } | null)?.head_seq;
  return typeof head === "number" ? head : 0;
}
