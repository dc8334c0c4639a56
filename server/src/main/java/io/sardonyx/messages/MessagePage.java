package io.sardonyx.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of the branch that is shown, oldest first.
 *
 * @param nextCursor leads to what was said before
 * @param headSeq the newest event that this page contains: subscribe after it
 */
public record MessagePage(List<ChatMessage> data, @Nullable String nextCursor, long headSeq) {
  public MessagePage {
    data = List.copyOf(data);
  }
}
