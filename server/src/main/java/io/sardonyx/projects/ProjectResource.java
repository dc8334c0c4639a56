package io.sardonyx.projects;

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

/** Projects over HTTP. */
@Path("/api/v1/projects")
@Tag(name = "Projects", description = "Folders of chat sessions, with instructions of their own.")
@RunOnVirtualThread
public class ProjectResource {
  private final Projects projects;

  ProjectResource(Projects projects) {
    this.projects = projects;
  }

  @GET
  @Operation(summary = "List your projects, newest first")
  public Page<Project> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return projects.list(RequestCaller.of(security), cursor, limit);
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  @Operation(summary = "Create a project")
  public Project post(@Context SecurityContext security, @NotNull @Valid PostProject body) {
    return projects.create(RequestCaller.of(security), body);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a project")
  public Project get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return projects.get(RequestCaller.of(security), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Update a project")
  public Project patch(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PatchProject body) {
    return projects.update(RequestCaller.of(security), id, body);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a project", description = "Its chat sessions stay, outside of it.")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    projects.delete(RequestCaller.of(security), id);
  }
}
