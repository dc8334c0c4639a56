package io.sardonyx.retention;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done at one time: because of the rule, or with what was deleted long enough ago.
 *
 * @param archived so far
 * @param deleted so far
 * @param purged removed for good so far, which is a run of its own
 * @param auditEventsDeleted for good, so far
 * @param finishedAt null while it goes on, and when it was cut off
 */
public record RetentionRun(
    UUID id,
    int archived,
    int deleted,
    int purged,
    int auditEventsDeleted,
    Instant startedAt,
    @Nullable Instant finishedAt) {}
