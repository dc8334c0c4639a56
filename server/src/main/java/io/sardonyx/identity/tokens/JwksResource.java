package io.sardonyx.identity.tokens;

import io.sardonyx.platform.web.routes.Anonymous;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The keys with which anybody may check our access tokens (RFC 7517). */
@Path("/.well-known")
@Tag(name = "Login sessions")
@RunOnVirtualThread
public class JwksResource {
  private final TokenDocuments documents;

  public JwksResource(TokenDocuments documents) {
    this.documents = documents;
  }

  @GET
  @Path("/jwks.json")
  @Anonymous
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get the public keys of access tokens (JWKS)")
  @APIResponse(
      responseCode = "200",
      description = "A JSON Web Key Set",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Map.class)))
  public Response get(@Context RoutingContext routing) {
    return documents.keySet(routing);
  }

  @GET
  @Path("/openid-configuration")
  @Anonymous
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get who issues access tokens and where the keys are (OpenID discovery)")
  @APIResponse(
      responseCode = "200",
      description = "A discovery document",
      content =
          @Content(mediaType = "application/json", schema = @Schema(implementation = Map.class)))
  public Response openIdConfiguration(@Context RoutingContext routing) {
    return documents.discovery(routing);
  }
}
