package io.sardonyx.sessions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root to a message.
 *
 * @param summary of what was said before {@code said}; null where nothing was summarized
 * @param said oldest first
 */
public record Branch(@Nullable String summary, List<Said> said) {
  public Branch {
    said = List.copyOf(said);
  }
}
