import type { Api, SessionChange } from "../http/api";
import { sentenceOf } from "../problem";
import type { RealtimeClient, TopicHandle } from "../realtime/client";
import { Store } from "../store";
import type { ChatSession, TopicEvent } from "../wire";
import * as reduce from "./sessionList";

export interface DirectoryPorts {
  readonly api: Pick<Api, "sessions">;
  readonly realtime: Pick<RealtimeClient, "subscribe">;
}

const PAGE = 50;

/** The person's chat sessions: the list and the archive, kept current by the events of their own topic. */
export class SessionDirectory {
  readonly active = new Store(reduce.emptyList(false));
  readonly archived = new Store(reduce.emptyList(true));
  readonly #ports: DirectoryPorts;
  /** For each page on its way, what was heard since it was asked for: it may be older than that. */
  readonly #heard = new Set<TopicEvent[]>();
  #asked = 0;
  readonly #shown = new Map<Store<reduce.SessionList>, number>();
  #handle: TopicHandle | null = null;

  constructor(ports: DirectoryPorts) {
    this.#ports = ports;
  }

  /** Listens before it loads, so that nothing falls in between. */
  open(userId: string): void {
    this.#handle ??= this.#ports.realtime.subscribe(`app_user:${userId}`, null, {
      onEvent: (event) => {
        for (const heard of this.#heard) {
          heard.push(event);
        }
        for (const list of [this.active, this.archived]) {
          list.update((state) => reduce.withListEvent(state, event));
        }
      },
      // What passed while there was no connection (counts of messages) is in no log.
      onLive: () => void this.reload(),
      onSnapshotNeeded: () => void this.reload(),
      onNotFound: () => undefined,
    });
    void this.load(this.active);
  }

  close(): void {
    this.#handle?.close();
    this.#handle = null;
  }

  async reload(): Promise<void> {
    const loaded = [this.active, this.archived].filter((list) => list.get().status !== "idle");
    await Promise.all(loaded.map((list) => this.load(list)));
  }

  async load(list: Store<reduce.SessionList>): Promise<void> {
    list.update((state) => ({
      ...state,
      status: state.status === "ready" ? "ready" : "loading",
      problem: null,
    }));
    await this.#fetch(list, null);
  }

  async loadMore(list: Store<reduce.SessionList>): Promise<void> {
    const { nextCursor, status } = list.get();
    if (nextCursor && status === "ready") {
      list.update((state) => ({ ...state, status: "loading" }));
      await this.#fetch(list, nextCursor);
    }
  }

  rename(session: ChatSession, title: string): Promise<void> {
    return this.#change(session, { title }, { title });
  }

  archive(session: ChatSession, archived: boolean): Promise<void> {
    return this.#change(session, { archived }, { archived_at: archived ? session.updated_at : null });
  }

  /** It can be brought back by {@link restore}. */
  async remove(session: ChatSession): Promise<void> {
    this.#listEverywhere({ ...session, deleted_at: session.updated_at });
    try {
      await this.#ports.api.sessions.remove(session.id);
    } catch (error) {
      this.#listEverywhere(session);
      throw error;
    }
  }

  async restore(session: ChatSession): Promise<void> {
    await this.#ports.api.sessions.restore(session.id);
    this.#listEverywhere({ ...session, deleted_at: null });
  }

  /** Shown at once; taken back when the server refuses. */
  async #change(session: ChatSession, change: SessionChange, shown: Partial<ChatSession>): Promise<void> {
    this.#listEverywhere({ ...session, ...shown });
    try {
      this.#listEverywhere(await this.#ports.api.sessions.change(session.id, change));
    } catch (error) {
      this.#listEverywhere(session);
      throw error;
    }
  }

  #listEverywhere(session: ChatSession): void {
    for (const list of [this.active, this.archived]) {
      if (list.get().status !== "idle") {
        list.update((state) => reduce.withListed(state, session));
      }
    }
  }

  async #fetch(list: Store<reduce.SessionList>, cursor: string | null): Promise<void> {
    const { archived } = list.get();
    const turn = ++this.#asked;
    const heard: TopicEvent[] = [];
    this.#heard.add(heard);
    try {
      const page = await this.#ports.api.sessions.list({ archived, cursor, limit: PAGE });
      if (turn < (this.#shown.get(list) ?? 0)) {
        return; // A list that was asked for later is already there.
      }
      const put = cursor === null ? reduce.withFirstListPage : reduce.withListPage;
      list.update((state) => heard.reduce(reduce.withListEvent, put(state, page)));
      this.#shown.set(list, turn);
    } catch (error) {
      list.update((state) => ({ ...state, status: "failed", problem: sentenceOf(error) }));
    } finally {
      this.#heard.delete(heard);
    }
  }
}
