package io.sardonyx.platform.events;

/**
 * The state of a topic in PostgreSQL.
 *
 * @param headSeq the number of the newest event, 0 when there is none
 * @param trimmedSeq the newest event that was deleted from the log
 * @param accessVersion goes up by one with every revocation of access
 */
record TopicPosition(long headSeq, long trimmedSeq, long accessVersion) {}
