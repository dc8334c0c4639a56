package io.sardonyx.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of the branch that is shown, oldest first.
 *
 * @param nextCursor of the page before
 * @param headSeq the sequence number of the newest event that this page contains: subscribe after
 *     it
 */
public record MessagePage(List<ChatMessage> data, @Nullable String nextCursor, long headSeq) {
  public MessagePage {
    data = List.copyOf(data);
  }
}
