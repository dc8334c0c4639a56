import { type ConversationPorts, ConversationStore } from "./conversationStore.ts";

/** So many conversations stay loaded and current, so that going back to one is instant. */
const MOST_OPEN = 6;

/** The conversations that were looked at last. */
export class ConversationShelf {
  readonly #ports: ConversationPorts;
  /** In the order of use, the latest last. */
  readonly #stores = new Map<string, ConversationStore>();

  constructor(ports: ConversationPorts) {
    this.#ports = ports;
  }

  /** The conversation with this session; the one not used for longest makes room. */
  at(sessionId: string): ConversationStore {
    const store = this.#stores.get(sessionId) ?? new ConversationStore(sessionId, this.#ports);
    this.#stores.delete(sessionId);
    this.#stores.set(sessionId, store);
    for (const [id, oldest] of this.#stores) {
      if (this.#stores.size <= MOST_OPEN) {
        break;
      }
      this.#stores.delete(id);
      oldest.close();
    }
    return store;
  }

  close(): void {
    for (const store of this.#stores.values()) {
      store.close();
    }
    this.#stores.clear();
  }
}
