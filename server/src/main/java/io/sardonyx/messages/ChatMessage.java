package io.sardonyx.messages;

import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A message in the tree of a chat session.
 *
 * @param parentId the message that it answers or follows; of a first message, the session's empty
 *     root
 * @param error a sentence for the reader, when an answer failed or was cut off
 * @param promptTokenCount the tokens of the prompt
 * @param part of an answer that is being written: the last part that {@code content} has
 * @param siblingIds where the conversation forks: the alternatives, this message among them, oldest
 *     first; otherwise empty
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

  /** Without ids of other branches, and without the sender's id of the message. */
  ChatMessage withoutBranches() {
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

  /** Of an answer. */
  AnswerSnapshot snapshot() {
    return new AnswerSnapshot(
        streaming() ? null : AnswerResult.Status.of(status), part, content, this);
  }

  /** Whether its text is still being written. */
  public boolean streaming() {
    return status.equals("streaming");
  }
}
