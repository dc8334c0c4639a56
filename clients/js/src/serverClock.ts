import { Store } from "./store.ts";

/** Smaller differences are the network's. */
const NOTICED_MS = 2_000;

/** The server's time, as far as this device can tell: its own clock may be wrong. */
export class ServerClock {
  /** Milliseconds by which the server's clock is ahead of this device's. */
  readonly offset = new Store(0);
  readonly #now: () => number;

  /** @param now milliseconds since 1970, by this device's clock */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * @param serverTime what the server's clock said, in RFC 3339
   * @param sentAt when it was asked, by this device's clock
   */
  learn(serverTime: string, sentAt: number): void {
    const offset = Date.parse(serverTime) - (sentAt + this.#now()) / 2;
    if (Math.abs(offset - this.offset.get()) > NOTICED_MS) {
      this.offset.set(Math.abs(offset) > NOTICED_MS ? Math.round(offset) : 0);
    }
  }

  readonly now = (): Date => new Date(this.#now() + this.offset.get());
}
