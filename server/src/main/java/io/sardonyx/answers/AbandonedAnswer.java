package io.sardonyx.answers;

import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An unfinished answer whose node stores no checkpoints any more.
 *
 * @param content the text of the last checkpoint
 * @param part the last part that the text has
 * @param checkpointAt when the last checkpoint was stored
 * @param stopRequested whether somebody wanted it to stop
 * @param model that wrote it, where there was a checkpoint
 * @param promptTokens of the prompt, estimated
 */
public record AbandonedAnswer(
    UUID id,
    String content,
    int part,
    @Nullable OffsetDateTime checkpointAt,
    boolean stopRequested,
    @Nullable String model,
    @Nullable Integer promptTokens) {}
