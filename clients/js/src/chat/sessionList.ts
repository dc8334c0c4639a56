import type { ChatSession, EventData, Page, TopicEvent } from "../wire.ts";

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

/** A list of sessions in the server's order, as far as they are loaded: the one in which something was said last first. */
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

/**
 * The first page replaces what it covers; further ones that were loaded stay, and so does their cursor.
 * That is right where the page ends with a session that has not moved: others that have moved meanwhile
 * are above it. Otherwise there may be such between the page and what was loaded.
 */
export function withFirstListPage(list: SessionList, page: Page<ChatSession>): SessionList {
  const last = page.data.at(-1);
  const known = list.sessions.find((session) => session.id === last?.id);
  const covered = new Set(page.data.map((session) => session.id));
  const beyond =
    page.next_cursor && last && known && compareListed(known, last) === 0
      ? list.sessions.filter((session) => !covered.has(session.id) && compareListed(session, last) > 0)
      : [];
  return {
    ...list,
    status: "ready",
    sessions: [...page.data, ...beyond],
    nextCursor: beyond.length > 0 ? list.nextCursor : page.next_cursor,
    problem: null,
  };
}

/** Where a session is in lists: the server's time and, of the same moment, its id. */
export function compareListed(one: ChatSession, other: ChatSession): number {
  return compareTexts(activityOf(other), activityOf(one)) || compareTexts(other.id, one.id);
}

/** As a text that sorts by time: "…00" is before "…00.5", and all are UTC. */
function activityOf(session: ChatSession): string {
  // An event that a server of an earlier version has written does not say it.
  const at: string | undefined = session.last_activity_at;
  return (at ?? session.updated_at).replace("Z", "");
}

function compareTexts(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
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
      const known = list.sessions.find((session) => session.id === event.data.session_id);
      return known ? withListed(list, withActivity(known, event.data)) : list;
    }
    default:
      return list;
  }
}

export function withActivity(session: ChatSession, activity: EventData["session.activity"]): ChatSession {
  const { total_messages, updated_at, last_activity_at, title } = activity;
  return { ...session, total_messages, updated_at, last_activity_at, title };
}

export function withListed(list: SessionList, session: ChatSession): SessionList {
  if (!belongs(session, list.scope)) {
    return withoutListed(list, session.id);
  }
  const known = list.sessions.find((each) => each.id === session.id);
  // What is given may have been read before something was said: nothing moves a session down.
  const listed =
    known && compareListed(known, session) < 0
      ? { ...session, last_activity_at: known.last_activity_at }
      : session;
  const others = known ? list.sessions.filter((each) => each !== known) : list.sessions;
  const at = others.findIndex((each) => compareListed(each, listed) > 0);
  // A session below the loaded end comes with its page.
  if (at < 0 && list.nextCursor !== null && !known) {
    return list;
  }
  const place = at < 0 ? others.length : at;
  return { ...list, sessions: [...others.slice(0, place), listed, ...others.slice(place)] };
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

export function withoutListed(list: SessionList, id: string): SessionList {
  const sessions = list.sessions.filter((session) => session.id !== id);
  return sessions.length === list.sessions.length ? list : { ...list, sessions };
}
