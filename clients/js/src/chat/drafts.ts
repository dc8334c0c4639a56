import { Listeners, type Unsubscribe } from "../listeners.ts";

/** The part of a browser's Storage that is used. */
export interface DraftStorage {
  readonly length: number;
  key(index: number): string | null;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

interface Stored {
  readonly text: string;
  /** When it was written, in milliseconds since 1970: the oldest drafts are removed first. */
  readonly at: number;
}

/** The draft of one input field. */
export interface Draft {
  read(): string;
  write(text: string): void;
  /** Notifies of changes by other tabs. */
  listen(listener: (text: string) => void): Unsubscribe;
}

const PREFIX = "sardonyx.draft.";
const MOST = 50;

/**
 * The text that was written and not sent, by input field (`place`). It survives a reload, and tabs share it.
 */
export class Drafts {
  readonly #storage: DraftStorage | null;
  readonly #now: () => number;
  /** Used where storage is forbidden or full. */
  readonly #own = new Map<string, string>();
  readonly #listeners = new Map<string, Listeners<(text: string) => void>>();

  constructor(storage: DraftStorage | null, now: () => number = Date.now) {
    this.#storage = storage;
    this.#now = now;
  }

  at(place: string): Draft {
    return {
      read: () => this.read(place),
      write: (text) => this.write(place, text),
      listen: (listener) => this.listen(place, listener),
    };
  }

  read(place: string): string {
    return this.#own.get(place) ?? textOf(this.#storage?.getItem(PREFIX + place) ?? null);
  }

  write(place: string, text: string): void {
    try {
      if (text === "") {
        this.#storage?.removeItem(PREFIX + place);
      } else {
        const draft: Stored = { text, at: this.#now() };
        this.#storage?.setItem(PREFIX + place, JSON.stringify(draft));
        this.#makeRoom();
      }
      this.#own.delete(place);
    } catch {
      this.#own.set(place, text);
    }
    if (!this.#storage) {
      this.#own.set(place, text);
    }
  }

  listen(place: string, listener: (text: string) => void): Unsubscribe {
    const listeners = this.#listeners.get(place) ?? new Listeners();
    this.#listeners.set(place, listeners);
    return listeners.add(listener);
  }

  /** Handles a storage event: another tab changed a stored value. */
  changedElsewhere(key: string | null, value: string | null): void {
    if (!key?.startsWith(PREFIX)) {
      return;
    }
    const place = key.slice(PREFIX.length);
    this.#own.delete(place);
    this.#listeners.get(place)?.notify((listener) => listener(textOf(value)));
  }

  /** Removes all drafts, at sign-out. */
  forgetAll(): void {
    this.#own.clear();
    for (const key of this.#keys()) {
      this.#storage?.removeItem(key);
    }
  }

  #makeRoom(): void {
    const keys = this.#keys();
    if (keys.length <= MOST) {
      return;
    }
    const byAge = keys
      .map((key) => ({ key, at: parsed(this.#storage?.getItem(key) ?? null)?.at ?? 0 }))
      .sort((one, other) => one.at - other.at);
    for (const { key } of byAge.slice(0, keys.length - MOST)) {
      this.#storage?.removeItem(key);
    }
  }

  #keys(): string[] {
    const keys: string[] = [];
    for (let index = 0; index < (this.#storage?.length ?? 0); index += 1) {
      const key = this.#storage?.key(index);
      if (key?.startsWith(PREFIX)) {
        keys.push(key);
      }
    }
    return keys;
  }
}

function textOf(stored: string | null): string {
  return parsed(stored)?.text ?? "";
}

function parsed(stored: string | null): Stored | null {
  try {
    const draft = JSON.parse(stored ?? "null") as Partial<Stored> | null;
    return typeof draft?.text === "string" ? { text: draft.text, at: Number(draft.at) || 0 } : null;
  } catch {
    return null;
  }
}
