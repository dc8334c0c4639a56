package io.sardonyx.platform.observe;

import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.RateLimitExempt;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Two questions of whoever runs the program. "Is it alive?" is answered 200 as long as it answers
 * at all, whatever its dependencies do: to start the process again would not bring a database back.
 * "Shall it get requests?" is answered 503 while it starts, while it goes down, and without what it
 * cannot do without.
 */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operation")
public class HealthResource {
  private final Health health;
  private final Readiness readiness;

  HealthResource(Health health, Readiness readiness) {
    this.health = health;
    this.readiness = readiness;
  }

  /** Whether this node takes requests, and its stage: starting, serving or draining. */
  public record ReadyView(boolean ready, String stage, String status) {}

  @GET
  @Path("health")
  @Anonymous
  @RateLimitExempt
  @Operation(
      operationId = "readHealth",
      summary = "Get the health of the program and its dependencies",
      description = "Answers 200 as long as the program answers at all.")
  public HealthReport health() {
    return health.report();
  }

  @GET
  @Path("ready")
  @Anonymous
  @RateLimitExempt
  @Operation(operationId = "readReadiness", summary = "Get the readiness of this node")
  @APIResponse(
      responseCode = "200",
      description = "It does",
      content = @Content(schema = @Schema(implementation = ReadyView.class)))
  @APIResponse(
      responseCode = "503",
      description = "It starts, goes down, or misses what it needs",
      content = @Content(schema = @Schema(implementation = ReadyView.class)))
  public Response ready() {
    var stage = readiness.stage();
    var report = health.report();
    boolean ready = stage == Readiness.Stage.SERVING && !report.down();
    return Response.status(ready ? 200 : 503)
        .entity(new ReadyView(ready, stage.name().toLowerCase(Locale.ROOT), report.status()))
        .build();
  }
}
