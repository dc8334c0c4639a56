import { Listeners, type Unsubscribe } from "../listeners.ts";
import type { TopicEvent } from "../wire.ts";
import type { RealtimeClient } from "./client.ts";
import type { TopicHandle } from "./topicListener.ts";

export interface OwnTopicListener {
  onEvent(event: TopicEvent): void;
  /** Events may have been missed: reload what was loaded. */
  onStale(): void;
}

/** The user's own topic, whose events keep their lists current. Its listeners share one subscription. */
export class OwnTopic {
  readonly #realtime: Pick<RealtimeClient, "subscribe">;
  readonly #listeners = new Listeners<OwnTopicListener>();
  #handle: TopicHandle | null = null;

  constructor(realtime: Pick<RealtimeClient, "subscribe">) {
    this.#realtime = realtime;
  }

  listen(listener: OwnTopicListener): Unsubscribe {
    return this.#listeners.add(listener);
  }

  open(userId: string): void {
    const stale = () => this.#listeners.notify((listener) => listener.onStale());
    this.#handle ??= this.#realtime.subscribe(`app_user:${userId}`, null, {
      onEvent: (event) => this.#listeners.notify((listener) => listener.onEvent(event)),
      // Ephemeral events (counts of messages) that were sent without a connection are in no log.
      onLive: stale,
      onSnapshotNeeded: stale,
      onNotFound: () => undefined,
    });
  }

  close(): void {
    this.#handle?.close();
    this.#handle = null;
  }
}
