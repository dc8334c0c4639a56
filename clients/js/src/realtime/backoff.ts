const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * Exponential backoff in milliseconds, with jitter over the whole interval, so that the clients of a
 * restarted server do not all reconnect at once.
 */
export class Backoff {
  #failures = 0;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  next(): number {
    const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** this.#failures);
    this.#failures += 1;
    return Math.round(ceiling * (0.1 + 0.9 * this.#random()));
  }

  reset(): void {
    this.#failures = 0;
  }
}
