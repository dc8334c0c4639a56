/** Mutual exclusion between tabs, by name. The shape of navigator.locks. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** When the login was last refreshed, shared by all tabs. In milliseconds since 1970. */
export interface RefreshMemory {
  lastRefresh(): number;
  remember(at: number): void;
}

const LOCK = "sardonyx.refresh";

/**
 * Refreshes the login once, however many calls and tabs notice at the same time that it has expired.
 * Calls of one tab share a promise; tabs wait for a lock and check whether another tab has refreshed.
 */
export class RefreshGate {
  #pending: Promise<void> | null = null;
  readonly #refresh: () => Promise<void>;
  readonly #locks: Locks;
  readonly #memory: RefreshMemory;
  readonly #now: () => number;

  constructor(
    refresh: () => Promise<void>,
    locks: Locks,
    memory: RefreshMemory,
    now: () => number = Date.now,
  ) {
    this.#refresh = refresh;
    this.#locks = locks;
    this.#memory = memory;
    this.#now = now;
  }

  /** @param noticedAt when the refused request was sent, in milliseconds: a refresh after it need not be repeated */
  run(noticedAt: number): Promise<void> {
    this.#pending ??= this.#exclusively(noticedAt).finally(() => {
      this.#pending = null;
    });
    return this.#pending;
  }

  #exclusively(noticedAt: number): Promise<void> {
    return this.#locks.request(LOCK, async () => {
      const last = this.#memory.lastRefresh();
      // One of the future is from before this device's clock was set back: it says nothing.
      if (last > noticedAt && last <= this.#now()) {
        return;
      }
      await this.#refresh();
      this.#memory.remember(this.#now());
    });
  }
}

/** Locks within this page only, for browsers without navigator.locks. */
export function createLocalLocks(): Locks {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request<T>(_name: string, work: () => Promise<T>): Promise<T> {
      const turn = last.then(work, work);
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** The part of a browser's Storage that is used. */
export interface RefreshStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** @param storage null where the browser forbids it: then it is not shared between tabs */
export function createRefreshMemory(storage: RefreshStorage | null): RefreshMemory {
  let own = 0;
  const key = "sardonyx.refreshed_at";
  return {
    lastRefresh() {
      return Math.max(own, Number(storage?.getItem(key) ?? 0) || 0);
    },
    remember(at) {
      own = at;
      storage?.setItem(key, String(at));
    },
  };
}
