package io.sardonyx.sessions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chat sessions, the one in which something was said last first. */
public record SessionPage(List<ChatSession> data, @Nullable String nextCursor) {
  public SessionPage {
    data = List.copyOf(data);
  }
}
