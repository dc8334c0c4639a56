package io.sardonyx.identity.appusers;

import io.sardonyx.platform.json.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Whom a list is to have: what is not given is everybody of the caller's own application. */
public record AppUserQuery(
    @QueryParam("application_id") @Nullable UUID applicationId,
    @QueryParam("external_id") @Nullable String externalId,
    @QueryParam("q")
        @Size(max = MAX_QUERY)
        @Parameter(description = "What stands in one of their names, or in their address")
        @Nullable String query,
    @QueryParam("cursor") @Nullable String cursor,
    @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
  private static final int MAX_QUERY = 200;

  UUID applicationOr(UUID callers) {
    return applicationId == null ? callers : applicationId;
  }

  @Nullable UUID after() {
    return Page.after(cursor);
  }
}
