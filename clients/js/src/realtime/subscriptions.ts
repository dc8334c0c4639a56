import { CloseCode } from "./closeCodes.ts";
import type { Connection } from "./connection.ts";
import { isRecord, type Push } from "./frames.ts";
import { Subscription } from "./subscription.ts";
import type { TopicHandle, TopicListener } from "./topicListener.ts";

/** The server refuses a subscribe command with more. */
const TOPICS_IN_A_COMMAND = 100;

/** The topics of a client, over all its connections. A topic is subscribed once, however many listen. */
export class Subscriptions {
  readonly #byTopic = new Map<string, Subscription>();
  /** Null while there is none that is ready. */
  #connection: Connection | null = null;

  add(topic: string, afterSeq: number | null, listener: TopicListener): TopicHandle {
    const subscription = this.#byTopic.get(topic) ?? this.#create(topic);
    const reader = subscription.add(afterSeq, listener);
    return {
      skipTo: (head) => reader.skipTo(head),
      close: () => {
        subscription.remove(reader);
        this.#endIfUnused(subscription);
      },
    };
  }

  /** Subscribes every topic on a new connection, after what was received on the ones before. */
  resume(connection: Connection): void {
    this.#connection = connection;
    const subscriptions = [...this.#byTopic.values()];
    for (let start = 0; start < subscriptions.length; start += TOPICS_IN_A_COMMAND) {
      this.#subscribe(subscriptions.slice(start, start + TOPICS_IN_A_COMMAND));
    }
  }

  /** The connection is gone. */
  interrupt(): void {
    this.#connection = null;
    for (const subscription of this.#byTopic.values()) {
      subscription.interrupt();
    }
  }

  receive(push: Push): void {
    this.#byTopic.get(push.topic)?.receive(push);
  }

  /** @param heads the newest event of each topic */
  headsAre(heads: Readonly<Record<string, number>>): void {
    for (const [topic, head] of Object.entries(heads)) {
      this.#byTopic.get(topic)?.headIs(head);
    }
  }

  #create(topic: string): Subscription {
    const subscription = new Subscription(topic, {
      subscribe: (requested) => this.#subscribe([requested]),
      fail: () => this.#connection?.close(CloseCode.HEARTBEAT_MISSED),
    });
    this.#byTopic.set(topic, subscription);
    return subscription;
  }

  #subscribe(subscriptions: readonly Subscription[]): void {
    const connection = this.#connection;
    if (!connection) {
      return;
    }
    const topics = subscriptions.map((each) => each.request());
    connection
      .command("subscribe", { topics }, (result) => {
        for (const answer of answersIn(result)) {
          subscriptions.find((each) => each.topic === answer.topic)?.replied(answer);
        }
      })
      // Without its topics a connection is useless: another one is opened.
      .catch(() => connection.close(CloseCode.SERVER_ERROR));
  }

  #endIfUnused(subscription: Subscription): void {
    if (subscription.hasReaders || this.#byTopic.get(subscription.topic) !== subscription) {
      return;
    }
    this.#byTopic.delete(subscription.topic);
    this.#connection?.command("unsubscribe", { topics: [subscription.topic] }).catch(() => undefined);
  }
}

function answersIn(result: unknown): Record<string, unknown>[] {
  return isRecord(result) && Array.isArray(result.topics) ? result.topics.filter(isRecord) : [];
}
