package io.sardonyx.platform.observe;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.RateLimitExempt;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * What Prometheus reads. The numbers say much about an organization, so they are for whoever knows
 * the token or, where none is set, for programs on this machine; a request that a proxy passes on
 * comes from elsewhere.
 */
@Path("/metrics")
@RunOnVirtualThread
@Tag(name = "Operation")
public class MetricsResource {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[?::1]?", Pattern.CASE_INSENSITIVE);

  private static final List<String> PASSED_ON =
      List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via");

  private final Metrics metrics;
  private final Settings settings;

  MetricsResource(Metrics metrics, Settings settings) {
    this.metrics = metrics;
    this.settings = settings;
  }

  @GET
  @Anonymous
  @RateLimitExempt
  @Produces("text/plain; version=0.0.4; charset=utf-8")
  @Operation(
      operationId = "readMetrics",
      summary = "Get metrics for Prometheus",
      description =
          "With SARDONYX_METRICS_TOKEN set: to whoever sends it as a bearer token. Otherwise: to"
              + " programs on the same machine.")
  @APIResponse(
      responseCode = "200",
      description = "In Prometheus' text format",
      content =
          @Content(
              mediaType = "text/plain; version=0.0.4; charset=utf-8",
              schema = @Schema(type = SchemaType.STRING)))
  @APIResponse(responseCode = "404", ref = "Problem404")
  public String metrics(@Context HttpServerRequest request) {
    var token = settings.metricsToken();
    boolean allowed = token.isPresent() ? bears(request, token.get()) : isFromThisMachine(request);
    if (!allowed) {
      throw Problem.notFound("page");
    }
    return metrics.exposition();
  }

  private static boolean bears(HttpServerRequest request, String token) {
    @Nullable String given = request.getHeader("authorization");
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8),
            ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isFromThisMachine(HttpServerRequest request) {
    var address = request.connection().remoteAddress().hostAddress();
    boolean loopback =
        address != null
            && (address.startsWith("127.")
                || address.equals("0:0:0:0:0:0:0:1")
                || address.equals("::1"));
    return loopback
        && isLoopbackName(request.authority())
        && PASSED_ON.stream().noneMatch(request.headers()::contains);
  }

  /** Not that of a page whose name was made to lead here, nor of a proxy that says nothing. */
  private static boolean isLoopbackName(@Nullable HostAndPort authority) {
    return authority != null && LOOPBACK.matcher(authority.host()).matches();
  }
}
