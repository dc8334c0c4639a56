package io.sardonyx.sessions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of the caller's chat sessions.
 *
 * @param before only those that are older than this one
 * @param archived the archived ones in place of the others
 * @param deleted the deleted ones, which can be restored, in place of the others
 * @param filter what else must be true of them
 */
public record SessionQuery(
    @Nullable UUID before, boolean archived, boolean deleted, SessionFilter filter) {}
