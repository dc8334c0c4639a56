package io.sardonyx.sessions;

import jakarta.validation.constraints.Size;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of the chat sessions that are listed; what is null does not matter.
 *
 * @param shared whether all users of the application may read it
 * @param sharedWithMe true for what others share, in place of one's own
 */
public record SessionFilter(
    @QueryParam("project_id") @Nullable UUID projectId,
    @QueryParam("category") @Size(max = FieldLimits.CATEGORY) @Nullable String category,
    @QueryParam("pinned") @Nullable Boolean pinned,
    @QueryParam("shared") @Nullable Boolean shared,
    @QueryParam("shared_with_me")
        @Parameter(description = "True for what others share, in place of your own")
        @Nullable Boolean sharedWithMe) {
  /** Every one of one's own. */
  public static final SessionFilter NONE = new SessionFilter(null, null, null, null, null);

  boolean isEmpty() {
    return projectId == null
        && category == null
        && pinned == null
        && shared == null
        && !isAboutOthers();
  }

  boolean isAboutOthers() {
    return Boolean.TRUE.equals(sharedWithMe);
  }
}
