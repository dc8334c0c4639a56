package io.sardonyx.identity.profile;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permissions;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Whom the server takes somebody for: what a program asks to see whether its token is good. */
@Path("/api/v1/caller")
@Tag(name = "Me")
@RunOnVirtualThread
public class CallerResource {
  private final Permissions permissions;

  public CallerResource(Permissions permissions) {
    this.permissions = permissions;
  }

  /** The caller as JSON, the permissions by their names. */
  public record CallerView(
      UUID organizationId,
      UUID applicationId,
      UUID userId,
      String role,
      List<String> permissions,
      @Nullable UUID loginSessionId,
      @Nullable UUID apiKeyId) {

    static CallerView of(Caller caller, Permissions permissions) {
      return new CallerView(
          caller.organizationId(),
          caller.applicationId(),
          caller.userId(),
          caller.role().databaseName(),
          permissions.namesOf(caller),
          caller.loginSessionId(),
          caller.apiKeyId());
    }
  }

  @GET
  @Operation(
      summary = "Get the caller that a token or a key authenticates",
      description = "Asks no store when the server remembers the caller.")
  public CallerView get(@Context SecurityContext security) {
    return CallerView.of(RequestCaller.of(security), permissions);
  }
}
