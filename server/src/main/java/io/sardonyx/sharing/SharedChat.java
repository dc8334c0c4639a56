package io.sardonyx.sharing;

import io.sardonyx.messages.ChatMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A chat as its link shows it: a stretch of the branch that its owner sees, oldest first.
 *
 * @param nextCursor leads to what was said before
 */
public record SharedChat(
    @Nullable String title,
    @Nullable String description,
    Instant createdAt,
    Instant updatedAt,
    List<ChatMessage> data,
    @Nullable String nextCursor) {
  public SharedChat {
    data = List.copyOf(data);
  }
}
