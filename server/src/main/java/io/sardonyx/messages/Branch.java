package io.sardonyx.messages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The way from the root to a message.
 *
 * @param summary of what was said before {@code said}; null where nothing was summarized
 * @param said oldest first
 * @param cut whether there is more before it that is neither in {@code said} nor summarized
 */
public record Branch(@Nullable String summary, List<Turn> said, boolean cut) {
  public Branch {
    said = List.copyOf(said);
  }
}
