package io.sardonyx.personas;

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

/** Personas over HTTP. */
@Path("/api/v1/personas")
@Tag(
    name = "Personas",
    description = "Assistants to choose from; those of an application are its curators' to change.")
@RunOnVirtualThread
public class PersonaResource {
  private final Personas personas;

  PersonaResource(Personas personas) {
    this.personas = personas;
  }

  @GET
  @Operation(summary = "List the personas that you may use, newest first")
  public Page<Persona> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return personas.list(RequestCaller.of(security), cursor, limit);
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  @Operation(summary = "Create a persona, for yourself or for the application")
  public Persona post(@Context SecurityContext security, @NotNull @Valid PostPersona body) {
    return personas.create(RequestCaller.of(security), body);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a persona")
  public Persona get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return personas.get(RequestCaller.of(security), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Update a persona")
  public Persona patch(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PatchPersona body) {
    return personas.update(RequestCaller.of(security), id, body);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Delete a persona",
      description = "Chats that were begun with it go on with the default one.")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    personas.delete(RequestCaller.of(security), id);
  }
}
