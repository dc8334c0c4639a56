package io.sardonyx.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was found, by session.
 *
 * @param nextCursor leads to older messages; a page may have one and be empty
 */
public record SearchPage(List<SearchHits> data, @Nullable String nextCursor) {
  public SearchPage {
    data = List.copyOf(data);
  }
}
