package io.sardonyx.sessions;

import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * A message that is committed, and the answer to it that has begun.
 *
 * @param repeated whether an earlier request had sent it
 */
public record SentMessage(
    ChatMessage message, @Nullable ChatMessage answer, @JsonIgnore boolean repeated) {}
