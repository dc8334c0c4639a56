import type { ChatSession, Page, TopicEvent } from "../wire.ts";

/** Which sessions a list has: those of the user unless it says otherwise. */
export interface SessionScope {
  readonly archived: boolean;
  /** Deleted ones that can be restored, archived or not. */
  readonly deleted?: true;
  /** Only pinned ones. */
  readonly pinned?: true;
  /** Only those of this project. */
  readonly project_id?: string;
  /** Only those of this category. */
  readonly category?: string;
  /** Only those that everybody in the application may read. */
  readonly shared?: true;
  /** Sessions that others share, in place of the user's own. */
  readonly shared_with_me?: true;
}

/** A list of sessions, newest first, as far as they are loaded. */
export interface SessionList {
  readonly status: "idle" | "loading" | "ready" | "failed";
  readonly scope: SessionScope;
  readonly sessions: readonly ChatSession[];
  readonly nextCursor: string | null;
  readonly problem: string | null;
}

export function emptyList(scope: SessionScope): SessionList {
  return { status: "idle", scope, sessions: [], nextCursor: null, problem: null };
}

/** Appends a further page. */
export function withListPage(list: SessionList, page: Page<ChatSession>): SessionList {
  const known = new Set(list.sessions.map((session) => session.id));
  const sessions = [...list.sessions, ...page.data.filter((session) => !known.has(session.id))];
  return { ...list, status: "ready", sessions, nextCursor: page.next_cursor, problem: null };
}

/** The first page replaces what it covers; further ones that were loaded stay, and so does their cursor. */
export function withFirstListPage(list: SessionList, page: Page<ChatSession>): SessionList {
  const last = page.data.at(-1);
  const beyond = page.next_cursor && last ? list.sessions.filter((session) => session.id < last.id) : [];
  return {
    ...list,
    status: "ready",
    sessions: [...page.data, ...beyond],
    nextCursor: beyond.length > 0 ? list.nextCursor : page.next_cursor,
    problem: null,
  };
}

/** Applies an event of the user's own topic. It has the whole session, so applying it twice changes nothing. */
export function withListEvent(list: SessionList, event: TopicEvent): SessionList {
  switch (event.type) {
    case "session.created":
    case "session.updated":
    case "session.restored":
      return withListed(list, event.data.session);
    case "session.deleted":
      return event.data.session ? withListed(list, event.data.session) : list;
    case "session.activity": {
      const { session_id, total_messages, updated_at, title } = event.data;
      return withListedChange(list, session_id, { total_messages, updated_at, title });
    }
    default:
      return list;
  }
}

export function withListed(list: SessionList, session: ChatSession): SessionList {
  if (!belongs(session, list.scope)) {
    return withoutListed(list, session.id);
  }
  if (list.sessions.some((each) => each.id === session.id)) {
    return withListedChange(list, session.id, session);
  }
  // Ids (UUID version 7) sort by time. A session below the loaded end comes with its page.
  const at = list.sessions.findIndex((each) => each.id < session.id);
  if (at < 0 && list.nextCursor !== null) {
    return list;
  }
  const place = at < 0 ? list.sessions.length : at;
  const sessions = [...list.sessions.slice(0, place), session, ...list.sessions.slice(place)];
  return { ...list, sessions };
}

/** For the user's own sessions: there are no events of others. */
function belongs(session: ChatSession, scope: SessionScope): boolean {
  if (scope.shared_with_me || Boolean(session.deleted_at) !== Boolean(scope.deleted)) {
    return false;
  }
  return (
    (scope.deleted || Boolean(session.archived_at) === scope.archived) &&
    (!scope.pinned || Boolean(session.pinned_at)) &&
    (scope.project_id === undefined || session.project_id === scope.project_id) &&
    (scope.category === undefined || session.category === scope.category) &&
    (!scope.shared || session.shared_status === "application")
  );
}

/** The categories of sessions in alphabetical order. */
export function categoriesOf(...lists: readonly (readonly ChatSession[])[]): string[] {
  const categories = new Set(lists.flat().flatMap(({ category }) => category ?? []));
  return [...categories].sort((one, other) => one.localeCompare(other));
}

export function withListedChange(list: SessionList, id: string, change: Partial<ChatSession>): SessionList {
  return {
    ...list,
    sessions: list.sessions.map((session) => (session.id === id ? { ...session, ...change } : session)),
  };
}

export function withoutListed(list: SessionList, id: string): SessionList {
  const sessions = list.sessions.filter((session) => session.id !== id);
  return sessions.length === list.sessions.length ? list : { ...list, sessions };
}
