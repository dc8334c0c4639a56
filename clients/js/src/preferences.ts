import type { Api } from "./http/api.ts";
import type { OwnTopic } from "./realtime/ownTopic.ts";
import { Store } from "./store.ts";

export type Theme = "light" | "dark" | "system";
/** What sends a message: Enter alone, or with Ctrl (⌘ on a Mac), so that Enter makes a new line. */
export type SendKey = "enter" | "mod_enter";

/** How somebody likes the page. It follows them from device to device. */
export interface Preferences {
  /** Null: never said. */
  readonly theme: Theme | null;
  readonly sendKey: SendKey;
}

export interface PreferencePorts {
  readonly api: Pick<Api, "preferences">;
  readonly ownTopic: Pick<OwnTopic, "listen">;
}

/** The person's preferences: changed here at once, on their other devices as soon as these hear of it. */
export class PreferenceDirectory {
  readonly values = new Store<Preferences>({ theme: null, sendKey: "enter" });
  readonly #api: Pick<Api, "preferences">;
  #isLoaded = false;

  constructor({ api, ownTopic }: PreferencePorts) {
    this.#api = api;
    ownTopic.listen({
      onEvent: (event) => {
        if (event.type === "preferences.updated") {
          this.#take(event.data.preferences);
        }
      },
      onStale: () => {
        if (this.#isLoaded) {
          void this.load();
        }
      },
    });
  }

  /** What cannot be loaded stays as it was: the page works without. */
  async load(): Promise<void> {
    try {
      const { preferences } = await this.#api.preferences.get();
      this.#isLoaded = true;
      this.#take(preferences);
    } catch {
      this.#isLoaded = true;
    }
  }

  /** Shown at once; taken back when the server refuses. */
  async change(change: Partial<Preferences>): Promise<void> {
    const before = this.values.get();
    this.values.set({ ...before, ...change });
    try {
      await this.#api.preferences.change(onTheWire(change));
    } catch (error) {
      this.values.set(before);
      throw error;
    }
  }

  /** What is given counts; null is as if it had never been said; what is unknown is a later version's. */
  #take(given: Readonly<Record<string, unknown>>): void {
    this.values.update((values) => {
      const theme = "theme" in given ? themeOf(given.theme) : values.theme;
      const sendKey = "send_key" in given ? sendKeyOf(given.send_key) : values.sendKey;
      return theme === values.theme && sendKey === values.sendKey ? values : { theme, sendKey };
    });
  }
}

function onTheWire({ theme, sendKey }: Partial<Preferences>): Record<string, unknown> {
  return {
    ...(theme === undefined ? {} : { theme }),
    ...(sendKey === undefined ? {} : { send_key: sendKey }),
  };
}

function themeOf(value: unknown): Theme | null {
  return value === "light" || value === "dark" || value === "system" ? value : null;
}

function sendKeyOf(value: unknown): SendKey {
  return value === "mod_enter" ? "mod_enter" : "enter";
}
