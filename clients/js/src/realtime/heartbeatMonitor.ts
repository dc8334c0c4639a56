const CHECK_EVERY_MS = 5_000;
const DEFAULT_INTERVAL_MS = 20_000;
/** A connection is dead when two heartbeats are missing, with some room for delay. */
const INTERVALS_UNTIL_DEAD = 2.2;

/** Notices a connection on which no frame arrives any more. */
export class HeartbeatMonitor {
  readonly #onDead: () => void;
  readonly #now: () => number;
  #lastFrameAt = 0;
  #deadAfterMs = INTERVALS_UNTIL_DEAD * DEFAULT_INTERVAL_MS;
  #isWatching = false;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(onDead: () => void, now: () => number) {
    this.#onDead = onDead;
    this.#now = now;
  }

  start(): void {
    this.#timer = setInterval(() => this.#check(), CHECK_EVERY_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** @param intervalMs the server's `heartbeat_interval_ms` */
  connected(intervalMs: unknown): void {
    this.#deadAfterMs = INTERVALS_UNTIL_DEAD * (Number(intervalMs) || DEFAULT_INTERVAL_MS);
    this.#isWatching = true;
    this.frameReceived();
  }

  disconnected(): void {
    this.#isWatching = false;
  }

  frameReceived(): void {
    this.#lastFrameAt = this.#now();
  }

  #check(): void {
    if (this.#isWatching && this.#now() - this.#lastFrameAt > this.#deadAfterMs) {
      this.#onDead();
    }
  }
}
