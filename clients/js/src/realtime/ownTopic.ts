import type { TopicEvent } from "../wire.ts";
import type { RealtimeClient, TopicHandle } from "./client.ts";

export interface OwnTopicListener {
  onEvent(event: TopicEvent): void;
  /** Something may have been missed: what is shown is to be loaded anew. */
  onStale(): void;
}

/** The person's own topic, on which their lists are kept current; many listen to the one subscription. */
export class OwnTopic {
  readonly #realtime: Pick<RealtimeClient, "subscribe">;
  readonly #listeners = new Set<OwnTopicListener>();
  #handle: TopicHandle | null = null;

  constructor(realtime: Pick<RealtimeClient, "subscribe">) {
    this.#realtime = realtime;
  }

  listen(listener: OwnTopicListener): void {
    this.#listeners.add(listener);
  }

  open(userId: string): void {
    const stale = () => {
      for (const listener of this.#listeners) {
        listener.onStale();
      }
    };
    this.#handle ??= this.#realtime.subscribe(`app_user:${userId}`, null, {
      onEvent: (event) => {
        for (const listener of this.#listeners) {
          listener.onEvent(event);
        }
      },
      // What passed while there was no connection (counts of messages) is in no log.
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
