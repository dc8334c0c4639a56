package io.sardonyx.usage;

import io.sardonyx.platform.web.Callers;
import io.sardonyx.platform.web.Listed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Usage over HTTP. */
@Path("/api/v1/usage")
@Tag(name = "Usage", description = "For owners and administrators.")
@RunOnVirtualThread
public class UsageResource {
  private final UsageReport report;

  UsageResource(UsageReport report) {
    this.report = report;
  }

  @GET
  @Operation(summary = "What models read and wrote, by day, user and model")
  public Listed<DailyUsage> list(
      @Context SecurityContext security, @Valid @BeanParam UsageQuery query) {
    return report.list(Callers.of(security), query);
  }
}
