package io.sardonyx.retention;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How long chats and the audit log are kept, over HTTP. */
@Path("/api/v1/organization/retention")
@Tag(name = "RetentionRules", description = "For owners and administrators.")
@RunOnVirtualThread
public class RetentionResource {
  private final RetentionRules retention;

  RetentionResource(RetentionRules retention) {
    this.retention = retention;
  }

  @GET
  @Operation(summary = "Get the retention rule")
  public RetentionRule get(@Context SecurityContext security) {
    return retention.get(RequestCaller.of(security));
  }

  @PUT
  @Operation(
      summary = "Set the retention rule",
      description = "What is not given is never. Audit events are kept for 90 days at least.")
  public RetentionRule put(@Context SecurityContext security, @NotNull @Valid RetentionRule rule) {
    return retention.put(RequestCaller.of(security), rule);
  }

  @GET
  @Path("/runs")
  @Operation(summary = "List retention runs, newest first")
  public Page<RetentionRun> runs(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return retention.runs(RequestCaller.of(security), cursor, limit);
  }
}
