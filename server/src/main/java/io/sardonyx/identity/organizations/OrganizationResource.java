package io.sardonyx.identity.organizations;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The caller's organization over HTTP. */
@Path("/api/v1/organization")
@Tag(name = "Organization")
@RunOnVirtualThread
public class OrganizationResource {
  private final Organizations organizations;

  public OrganizationResource(Organizations organizations) {
    this.organizations = organizations;
  }

  @GET
  @Operation(summary = "Get your organization")
  public Organization get(@Context SecurityContext security) {
    return organizations.find(RequestCaller.of(security));
  }

  @PATCH
  @Operation(summary = "Update the organization")
  public Organization patch(
      @Context SecurityContext security, @NotNull @Valid PatchOrganization body) {
    return organizations.update(RequestCaller.of(security), body);
  }
}
