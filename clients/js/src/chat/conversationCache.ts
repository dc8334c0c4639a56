import { type ConversationPorts, ConversationStore } from "./conversationStore.ts";

/** How many conversations stay loaded and current, so that going back to one is instant. */
const MOST_OPEN = 6;

/**
 * The conversations that were used last. Each is one store, however many use it; one that somebody
 * listens to stays open.
 */
export class ConversationCache {
  readonly #ports: ConversationPorts;
  /** In the order of use, the latest last. */
  readonly #stores = new Map<string, ConversationStore>();

  constructor(ports: ConversationPorts) {
    this.#ports = ports;
  }

  /** The conversation of a session. The least recently used one without a listener is closed to make room. */
  at(sessionId: string): ConversationStore {
    const store = this.#stores.get(sessionId) ?? new ConversationStore(sessionId, this.#ports);
    this.#stores.delete(sessionId);
    this.#stores.set(sessionId, store);
    this.#makeRoom(store);
    return store;
  }

  /** What was written and is not confirmed to be sent, by session. */
  unsent(): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const [id, store] of this.#stores) {
      const { pending } = store.state.get();
      if (pending.length > 0) {
        texts.set(id, pending.map((message) => message.content).join("\n\n"));
      }
    }
    return texts;
  }

  /** Closes every conversation, whoever listens. */
  close(): void {
    for (const store of this.#stores.values()) {
      store.close();
    }
    this.#stores.clear();
  }

  #makeRoom(used: ConversationStore): void {
    for (const [id, oldest] of this.#stores) {
      if (this.#stores.size <= MOST_OPEN) {
        return;
      }
      if (oldest !== used && !oldest.state.hasListeners) {
        this.#stores.delete(id);
        oldest.close();
      }
    }
  }
}
