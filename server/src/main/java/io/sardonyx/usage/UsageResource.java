package io.sardonyx.usage;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
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
  @Operation(summary = "Get token usage by day, user and model")
  public Page<DailyUsage> list(
      @Context SecurityContext security, @Valid @BeanParam UsageQuery query) {
    return report.list(RequestCaller.of(security), query);
  }
}
