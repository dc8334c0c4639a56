import { Listeners, type Unsubscribe } from "./listeners.ts";

/** A value that notifies its listeners when it is replaced. The shape that useSyncExternalStore reads. */
export class Store<T> {
  #value: T;
  readonly #listeners = new Listeners<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  // Arrow properties, so that they can be handed to a framework as they are.
  readonly get = (): T => this.#value;

  readonly subscribe = (listener: () => void): Unsubscribe => this.#listeners.add(listener);

  set(value: T): void {
    if (Object.is(value, this.#value)) {
      return;
    }
    this.#value = value;
    this.#listeners.notify((listener) => listener());
  }

  update(change: (value: T) => T): void {
    this.set(change(this.#value));
  }
}
