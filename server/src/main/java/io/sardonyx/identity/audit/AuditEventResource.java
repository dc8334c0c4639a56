package io.sardonyx.identity.audit;

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

/** The audit log over HTTP. */
@Path("/api/v1/audit-events")
@Tag(name = "Audit events")
@RunOnVirtualThread
public class AuditEventResource {
  private final AuditLog audit;

  public AuditEventResource(AuditLog audit) {
    this.audit = audit;
  }

  @GET
  @Operation(summary = "List audit events, newest first")
  public Page<AuditEvent> list(
      @Context SecurityContext security, @Valid @BeanParam AuditQuery query) {
    return audit.list(RequestCaller.of(security), query);
  }
}
