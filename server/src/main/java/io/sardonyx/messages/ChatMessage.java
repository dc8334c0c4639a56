package io.sardonyx.messages;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message in the tree of a chat session.
 *
 * @param parentId what it answers or follows; a first message's is the session's empty root
 * @param error a sentence for the reader, when an answer failed or was cut off
 * @param promptTokenCount what the model read to write it
 * @param part of an answer that is being written: the last of its parts that {@code content} has
 * @param siblingIds where the conversation forks: the messages one can switch between, this one
 *     among them, oldest first; otherwise empty
 */
public record ChatMessage(
    UUID id,
    UUID sessionId,
    @Nullable UUID parentId,
    @Schema(enumeration = {"system", "user", "assistant", "tool"}) String kind,
    @Schema(enumeration = {"streaming", "complete", "stopped", "interrupted", "failed"})
        String status,
    String content,
    @Nullable String error,
    @Nullable String model,
    @Nullable Integer tokenCount,
    @Nullable Integer promptTokenCount,
    @Nullable Integer part,
    @Nullable UUID clientMessageId,
    List<UUID> siblingIds,
    List<ToolCall> toolCalls,
    Instant createdAt,
    Instant updatedAt) {

  public ChatMessage {
    siblingIds = List.copyOf(siblingIds);
    toolCalls = List.copyOf(toolCalls);
  }

  /** Without what leads to other branches, and what its sender knows it by. */
  ChatMessage alone() {
    return new ChatMessage(
        id,
        sessionId,
        parentId,
        kind,
        status,
        content,
        error,
        model,
        tokenCount,
        promptTokenCount,
        part,
        null,
        List.of(),
        toolCalls,
        createdAt,
        updatedAt);
  }

  /** Whether its text is still being written. */
  public boolean streaming() {
    return status.equals("streaming");
  }
}
