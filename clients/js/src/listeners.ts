export type Unsubscribe = () => void;

/**
 * Listeners, each counted: one that was added twice is called twice, and leaves once for each. One that
 * throws does not keep the others from being called; its error is reported as uncaught.
 */
export class Listeners<L> {
  readonly #entries = new Set<{ readonly listener: L }>();

  get size(): number {
    return this.#entries.size;
  }

  add(listener: L): Unsubscribe {
    const entry = { listener };
    this.#entries.add(entry);
    return () => {
      this.#entries.delete(entry);
    };
  }

  /** Calls those that are there now; one that leaves meanwhile is no longer called. */
  notify(call: (listener: L) => void): void {
    for (const entry of [...this.#entries]) {
      if (this.#entries.has(entry)) {
        guarded(() => call(entry.listener));
      }
    }
  }
}

/** Runs code of a listener. Its error is reported as uncaught, and does not stop the caller. */
export function guarded(work: () => void): void {
  try {
    work();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
