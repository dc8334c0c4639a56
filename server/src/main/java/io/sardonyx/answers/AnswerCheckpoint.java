package io.sardonyx.answers;

import org.jspecify.annotations.Nullable;

/**
 * How far an answer is.
 *
 * @param part the last part that {@code content} has
 * @param model that writes it, once that is known
 * @param promptTokens of the prompt, estimated
 */
public record AnswerCheckpoint(
    String content, int part, @Nullable String model, @Nullable Integer promptTokens) {}
