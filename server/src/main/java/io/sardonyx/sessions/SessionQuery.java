package io.sardonyx.sessions;

/**
 * Which of the caller's chat sessions.
 *
 * @param after only those that come after this place
 * @param archived the archived ones in place of the others
 * @param deleted the deleted ones, which can be restored, in place of the others
 * @param filter what else must be true of them
 */
public record SessionQuery(
    SessionCursor after, boolean archived, boolean deleted, SessionFilter filter) {}
