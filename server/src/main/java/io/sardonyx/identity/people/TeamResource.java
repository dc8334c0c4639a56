package io.sardonyx.identity.people;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Teams over HTTP. */
@Path("/api/v1/teams")
@Tag(name = "Teams")
@RunOnVirtualThread
public class TeamResource {
  private final Teams teams;

  public TeamResource(Teams teams) {
    this.teams = teams;
  }

  @GET
  @Operation(summary = "List teams")
  public Page<Team> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return teams.list(RequestCaller.of(security), cursor, limit);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a team")
  public Team get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return teams.find(RequestCaller.of(security), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Rename a team")
  public Team patch(
      @Context SecurityContext security, @PathParam("id") UUID id, @NotNull @Valid PatchTeam body) {
    return teams.rename(RequestCaller.of(security), id, body.name());
  }

  @GET
  @Path("/{id}/members")
  @Operation(summary = "List the members of a team")
  public Page<TeamMember> members(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return teams.members(RequestCaller.of(security), id, cursor, limit);
  }

  @PUT
  @Path("/{id}/members/{customer_user_id}")
  @Operation(summary = "Add a team member or change their role")
  public void putMember(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("customer_user_id") UUID customerUserId,
      @NotNull @Valid PutTeamMember body) {
    teams.putMember(RequestCaller.of(security), id, customerUserId, body.role());
  }

  @DELETE
  @Path("/{id}/members/{customer_user_id}")
  @Operation(summary = "Remove a team member")
  public void deleteMember(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("customer_user_id") UUID customerUserId) {
    teams.removeMember(RequestCaller.of(security), id, customerUserId);
  }
}
