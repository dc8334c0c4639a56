package io.sardonyx.search;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** In which of one's chats something is looked for; what is null does not matter. */
public record SearchFilter(
    @QueryParam("project_id") @Parameter(description = "Only in the chats of this project")
        @Nullable UUID projectId,
    @QueryParam("category")
        @Size(max = MAX_CATEGORY)
        @Parameter(description = "Only in the chats of this category")
        @Nullable String category) {
  /** In all of them. */
  static final SearchFilter NONE = new SearchFilter(null, null);

  /** No category is longer. */
  private static final int MAX_CATEGORY = 100;

  boolean isEmpty() {
    return projectId == null && category == null;
  }
}
