/** Runs work while no other tab runs work of the same name. The shape of navigator.locks. */
export interface Locks {
  request<T>(name: string, work: () => Promise<T>): Promise<T>;
}

/** Remembers, for all tabs, when the login was last refreshed. */
export interface RefreshMemory {
  lastRefresh(): number;
  remember(at: number): void;
}

const LOCK = "sardonyx.refresh";

/**
 * Refreshes the login once, however many calls and tabs find at the same moment that it has expired.
 * Callers of one tab share a promise; tabs queue on a lock and look whether the one before them did it.
 */
export class RefreshGate {
  #underWay: Promise<void> | null = null;
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

  /** @param noticedAt when the refused request was sent: a refresh after it is as good as a new one */
  run(noticedAt: number): Promise<void> {
    this.#underWay ??= this.#exclusively(noticedAt).finally(() => {
      this.#underWay = null;
    });
    return this.#underWay;
  }

  #exclusively(noticedAt: number): Promise<void> {
    return this.#locks.request(LOCK, async () => {
      if (this.#memory.lastRefresh() > noticedAt) {
        return;
      }
      await this.#refresh();
      this.#memory.remember(this.#now());
    });
  }
}

/** For a place that has no locks between tabs: in this page alone, one after the other. */
export function localLocks(): Locks {
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

/** @param storage null where the browser forbids it: then each tab remembers for itself */
export function storedMemory(storage: RefreshStorage | null): RefreshMemory {
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
