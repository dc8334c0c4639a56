package io.sardonyx.answers;

import io.sardonyx.models.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came before an answer, up to the turn that it answers.
 *
 * @param summary of what is before {@code turns}; null where nothing was summarized
 * @param turns oldest first
 * @param truncated whether there is more before it that is neither in {@code turns} nor summarized
 */
public record History(@Nullable String summary, List<Turn> turns, boolean truncated) {
  public History {
    turns = List.copyOf(turns);
  }
}
