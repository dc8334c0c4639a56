import type { TopicEvent } from "../wire.ts";

export interface TopicListener {
  /** Durable events in order, each once; what passes (`seq` null) as it comes. */
  onEvent(event: TopicEvent): void;
  /** Everything missed has been delivered; from now on it is live. Again after each reconnection. */
  onLive(): void;
  /** The log no longer reaches back to the cursor: load a snapshot that contains this event. */
  onSnapshotNeeded(head: number): void;
  /** There is no such topic, or no longer for this caller. */
  onNotFound(): void;
}
