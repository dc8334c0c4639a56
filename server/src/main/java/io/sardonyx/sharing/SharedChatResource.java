package io.sardonyx.sharing;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.AuthenticationFilter;
import io.sardonyx.platform.web.authentication.Authenticator;
import io.sardonyx.platform.web.routes.Anonymous;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Chats that are read by a link; some of them by people who are not signed in. */
@Path("/api/v1/shared")
@Tag(name = "Sharing")
@RunOnVirtualThread
public class SharedChatResource {
  private final ShareLinks links;
  private final Authenticator authenticator;

  SharedChatResource(ShareLinks links, Authenticator authenticator) {
    this.links = links;
    this.authenticator = authenticator;
  }

  @GET
  @Path("/{token}")
  @Anonymous
  @Operation(
      summary = "Read a chat by its secret link",
      description = "Most links want a reader who is signed in to the organization.")
  public SharedChat get(
      @Context RoutingContext routing,
      @PathParam("token") String token,
      @QueryParam("cursor") @Nullable UUID cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return links.read(reader(routing), token, cursor, limit);
  }

  /** A sign-in that has ended is none. */
  private @Nullable Caller reader(RoutingContext routing) {
    var credentials = AuthenticationFilter.credentials(routing);
    try {
      return credentials.isEmpty() ? null : authenticator.authenticate(credentials);
    } catch (Problem ended) {
      return null;
    }
  }
}
