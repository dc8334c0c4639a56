export type Unsubscribe = () => void;

/** A value that tells its listeners when it is replaced. The shape that useSyncExternalStore reads. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  // Arrow properties, so that they can be handed to a framework as they are.
  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): Unsubscribe => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return;
    }
    this.#value = value;
    for (const listener of [...this.#listeners]) {
      listener();
    }
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }
}
