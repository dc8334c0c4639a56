import type { TopicEvent } from "../wire.ts";

export interface TopicListener {
  /** Durable events in order, each once; ephemeral ones (`seq` null) as they come. */
  onEvent(event: TopicEvent): void;
  /** Everything missed has been delivered; from now on events are live. Again after each reconnection. */
  onLive(): void;
  /** The log no longer reaches back to the cursor: load a snapshot that contains the event `head`. */
  onSnapshotNeeded(head: number): void;
  /** The topic does not exist, or the caller may not (or no longer) read it. */
  onNotFound(): void;
}

export interface TopicHandle {
  /** A snapshot with everything up to the event `head` was loaded. */
  skipTo(head: number): void;
  /** Ends this listener's subscription. Others of the topic go on. */
  close(): void;
}
