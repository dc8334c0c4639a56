package io.sardonyx.identity.applications;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.Idempotent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Applications over HTTP. */
@Path("/api/v1/applications")
@Tag(name = "Applications")
@RunOnVirtualThread
public class ApplicationResource {
  private final Applications applications;

  public ApplicationResource(Applications applications) {
    this.applications = applications;
  }

  @GET
  @Operation(summary = "List applications, newest first")
  public Page<Application> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return applications.list(RequestCaller.of(security), cursor, limit);
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  @Operation(summary = "Create an application; the response shows its secret once")
  public ApplicationWithSecret post(
      @Context SecurityContext security, @NotNull @Valid PostApplication body) {
    return ApplicationWithSecret.of(applications.create(RequestCaller.of(security), body.name()));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get an application")
  public Application get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return applications.find(RequestCaller.of(security), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Update an application")
  public Application patch(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PatchApplication body) {
    return applications.update(RequestCaller.of(security), id, body);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete an application, its users and all their data")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    applications.delete(RequestCaller.of(security), id);
  }

  @POST
  @Path("/{id}/secret")
  @Operation(summary = "Rotate the secret of an application; the response shows it once")
  public ApplicationWithSecret postSecret(
      @Context SecurityContext security, @PathParam("id") UUID id) {
    return ApplicationWithSecret.of(applications.rotateSecret(RequestCaller.of(security), id));
  }
}
