import type { Api, SessionChange } from "../http/api.ts";
import { errorMessage } from "../problem.ts";
import type { OwnTopic } from "../realtime/ownTopic.ts";
import { Store } from "../store.ts";
import type { ChatSession, EventData, SharedStatus, TopicEvent } from "../wire.ts";
import * as reduce from "./sessionList.ts";

export interface DirectoryPorts {
  readonly api: Pick<Api, "sessions">;
  readonly ownTopic: Pick<OwnTopic, "listen">;
}

const PAGE = 50;

/** Lists of the user's chat sessions, kept current by the events of their own topic. */
export class SessionDirectory {
  readonly active = new Store(reduce.emptyList({ archived: false }));
  readonly archived = new Store(reduce.emptyList({ archived: true }));
  readonly pinned = new Store(reduce.emptyList({ archived: false, pinned: true }));
  readonly deleted = new Store(reduce.emptyList({ archived: false, deleted: true }));
  /** The user's sessions that everybody in the application may read. */
  readonly shared = new Store(reduce.emptyList({ archived: false, shared: true }));
  /** Sessions that other users share. Only their owners receive events: this list is as it was loaded. */
  readonly sharedWithMe = new Store(reduce.emptyList({ archived: false, shared_with_me: true }));
  readonly #projects = new Map<string, Store<reduce.SessionList>>();
  readonly #categories = new Map<string, Store<reduce.SessionList>>();
  readonly #ports: DirectoryPorts;
  /** For each page that is being loaded the events since the request: the response may be older than they are. */
  readonly #eventsByRequest = new Set<TopicEvent[]>();
  /** Sessions in no list, of which something was heard. */
  readonly #fetching = new Set<string>();
  #requests = 0;
  readonly #loadedBy = new Map<Store<reduce.SessionList>, number>();

  constructor(ports: DirectoryPorts) {
    this.#ports = ports;
    ports.ownTopic.listen({
      onEvent: (event) => this.#receive(event),
      onStale: () => void this.reload(),
    });
  }

  /** The sessions of one project. */
  inProject(id: string): Store<reduce.SessionList> {
    const list = this.#projects.get(id) ?? new Store(reduce.emptyList({ archived: false, project_id: id }));
    this.#projects.set(id, list);
    return list;
  }

  /** The sessions of one category. */
  inCategory(category: string): Store<reduce.SessionList> {
    const list = this.#categories.get(category) ?? new Store(reduce.emptyList({ archived: false, category }));
    this.#categories.set(category, list);
    return list;
  }

  async reload(): Promise<void> {
    const loaded = this.#lists().filter((list) => list.get().status !== "idle");
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

  pin(session: ChatSession, pinned: boolean): Promise<void> {
    return this.#change(session, { pinned }, { pinned_at: pinned ? session.updated_at : null });
  }

  /** @param projectId null removes it from its project */
  moveTo(session: ChatSession, projectId: string | null): Promise<void> {
    return this.#change(session, { project_id: projectId }, { project_id: projectId });
  }

  /** @param category null removes it from its category */
  categorize(session: ChatSession, category: string | null): Promise<void> {
    return this.#change(session, { category }, { category });
  }

  share(session: ChatSession, shared: SharedStatus): Promise<void> {
    return this.#change(session, { shared_status: shared }, { shared_status: shared });
  }

  /** Can be undone by {@link restore}. */
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

  /** Applied at once, and reverted when the server refuses. */
  async #change(session: ChatSession, change: SessionChange, shown: Partial<ChatSession>): Promise<void> {
    this.#listEverywhere({ ...session, ...shown });
    try {
      this.#listEverywhere(await this.#ports.api.sessions.change(session.id, change));
    } catch (error) {
      this.#listEverywhere(session);
      throw error;
    }
  }

  #lists(): readonly Store<reduce.SessionList>[] {
    return [
      this.active,
      this.archived,
      this.pinned,
      this.deleted,
      this.shared,
      this.sharedWithMe,
      ...this.#projects.values(),
      ...this.#categories.values(),
    ];
  }

  #receive(event: TopicEvent): void {
    for (const events of this.#eventsByRequest) {
      events.push(event);
    }
    for (const list of this.#lists()) {
      list.update((state) => reduce.withListEvent(state, event));
    }
    if (event.type === "session.activity") {
      void this.#listActive(event.data);
    }
  }

  /** What was said moves a session to the top, also of lists that have not loaded its page. */
  async #listActive(activity: EventData["session.activity"]): Promise<void> {
    const id = activity.session_id;
    const lists = this.#lists().map((list) => list.get());
    const known = lists.flatMap(({ sessions }) => sessions).find((session) => session.id === id);
    if (known) {
      this.#listEverywhere(reduce.withActivity(known, activity));
    } else if (!this.#fetching.has(id) && lists.some(({ nextCursor }) => nextCursor !== null)) {
      this.#fetching.add(id);
      try {
        this.#listEverywhere(await this.#ports.api.sessions.get(id));
      } catch {
        // It comes with its page.
      } finally {
        this.#fetching.delete(id);
      }
    }
  }

  #listEverywhere(session: ChatSession): void {
    for (const list of this.#lists()) {
      if (list.get().status !== "idle") {
        list.update((state) => reduce.withListed(state, session));
      }
    }
  }

  async #fetch(list: Store<reduce.SessionList>, cursor: string | null): Promise<void> {
    const { scope } = list.get();
    const request = ++this.#requests;
    const events: TopicEvent[] = [];
    this.#eventsByRequest.add(events);
    try {
      const page = await this.#ports.api.sessions.list({ ...scope, cursor, limit: PAGE });
      if (request < (this.#loadedBy.get(list) ?? 0)) {
        return; // The response to a later request is already there.
      }
      const put = cursor === null ? reduce.withFirstListPage : reduce.withListPage;
      list.update((state) => events.reduce(reduce.withListEvent, put(state, page)));
      this.#loadedBy.set(list, request);
    } catch (error) {
      if (request > (this.#loadedBy.get(list) ?? 0)) {
        list.update((state) => ({ ...state, status: "failed", problem: errorMessage(error) }));
      }
    } finally {
      this.#eventsByRequest.delete(events);
    }
  }
}
