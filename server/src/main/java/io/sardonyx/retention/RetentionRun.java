package io.sardonyx.retention;

import java.time.Instant;
import java.util.UUID;

/** What was done at one time because of the rule. */
public record RetentionRun(
    UUID id, int archived, int deleted, Instant startedAt, Instant finishedAt) {}
