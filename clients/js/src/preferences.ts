import type { Api } from "./http/api.ts";
import type { OwnTopic } from "./realtime/ownTopic.ts";
import { Store } from "./store.ts";

export type Theme = "light" | "dark" | "system";
/** The key that sends a message: Enter, or Enter with Ctrl (⌘ on a Mac). */
export type SendKey = "enter" | "mod_enter";

/** The user's preferences for the pages, on every device. */
export interface Preferences {
  /** Null: not chosen. */
  readonly theme: Theme | null;
  readonly sendKey: SendKey;
}

export interface PreferencePorts {
  readonly api: Pick<Api, "preferences">;
  readonly ownTopic: Pick<OwnTopic, "listen">;
}

/** The user's preferences, kept current by the events of their own topic. */
export class PreferenceDirectory {
  readonly values = new Store<Preferences>({ theme: null, sendKey: "enter" });
  readonly #api: Pick<Api, "preferences">;
  #isLoaded = false;

  constructor({ api, ownTopic }: PreferencePorts) {
    this.#api = api;
    ownTopic.listen({
      onEvent: (event) => {
        if (event.type === "preferences.updated") {
          this.#merge(event.data.preferences);
        }
      },
      onStale: () => {
        if (this.#isLoaded) {
          void this.load();
        }
      },
    });
  }

  /** Keeps the present values when loading fails: the pages work without. */
  async load(): Promise<void> {
    try {
      const { preferences } = await this.#api.preferences.get();
      this.#isLoaded = true;
      this.#merge(preferences);
    } catch {
      this.#isLoaded = true;
    }
  }

  /** Applied at once, and reverted when the server refuses. */
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

  /** Merges values from the server; null resets one, and unknown names belong to later versions. */
  #merge(given: Readonly<Record<string, unknown>>): void {
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
