package io.sardonyx.messages;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose node is silent.
 *
 * @param content the text that was kept
 * @param part the last part that the text has
 * @param confirmedAt when its node last confirmed it
 * @param stopRequested whether somebody wanted it to stop
 * @param model that wrote it, where it was confirmed once
 * @param promptTokens what it read, about
 */
public record AbandonedAnswer(
    UUID id,
    UUID sessionId,
    String content,
    int part,
    @Nullable OffsetDateTime confirmedAt,
    boolean stopRequested,
    @Nullable String model,
    @Nullable Integer promptTokens) {}
