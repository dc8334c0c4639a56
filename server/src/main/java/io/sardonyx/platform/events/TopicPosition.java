package io.sardonyx.platform.events;

/**
 * Where a topic stands, as PostgreSQL says.
 *
 * @param headSeq the number of the newest event, 0 when there is none
 * @param trimmedSeq the newest event that the log has forgotten
 * @param access changes whenever who may read the topic changes
 */
record TopicPosition(long headSeq, long trimmedSeq, String access) {}
