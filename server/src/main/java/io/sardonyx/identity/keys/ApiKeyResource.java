package io.sardonyx.identity.keys;

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

/** API keys over HTTP. */
@Path("/api/v1/api-keys")
@Tag(name = "API keys")
@RunOnVirtualThread
public class ApiKeyResource {
  private final ApiKeys keys;

  public ApiKeyResource(ApiKeys keys) {
    this.keys = keys;
  }

  @GET
  @Operation(summary = "List your API keys, newest first")
  public Page<ApiKey> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return keys.list(RequestCaller.of(security), cursor, limit);
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  @Operation(
      summary = "Create an API key; the response shows it once",
      description = "For who is signed in: an API key makes no other keys.")
  public ApiKeyWithSecret post(@Context SecurityContext security, @NotNull @Valid PostApiKey body) {
    return keys.create(RequestCaller.of(security), body);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Revoke an API key")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    keys.revoke(RequestCaller.of(security), id);
  }
}
