package io.sardonyx.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.web.routes.CorsPolicy;
import io.sardonyx.testing.RawHttp;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorsHeadersTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String OWN = "https://own.example";

  @Test
  void noneAllowsNoPage() throws Exception {
    assertThat(head(CorsPolicy.NONE, OWN))
        .contains("allowed: false")
        .doesNotContain("access-control");
  }

  @Test
  void anyOriginIsAllowedWithoutNamingIt() throws Exception {
    var policy = CorsPolicy.ofAnyOrigin("GET", "authorization", "x-request-id");
    assertThat(head(policy, OWN))
        .contains(
            "allowed: true", "access-control-allow-origin: *", "access-control-allow-methods: get")
        .contains("access-control-allow-headers: authorization")
        .contains("access-control-expose-headers: x-request-id")
        .doesNotContain("credentials", "vary");
    assertThat(head(policy, null)).contains("allowed: false").doesNotContain("access-control");
  }

  @Test
  void onlyTheRegisteredOriginsAreAllowedAndNamed() throws Exception {
    var policy = CorsPolicy.ofOrigins(Set.of(OWN)::contains, "GET", "", "");
    assertThat(head(policy, OWN))
        .contains("allowed: true", "access-control-allow-origin: " + OWN, "vary: origin")
        .doesNotContain("credentials");
    assertThat(head(policy, "https://other.example"))
        .contains("allowed: false", "vary: origin")
        .doesNotContain("access-control");
  }

  /** The lower-case head of a response to a page of an origin. */
  private static String head(CorsPolicy policy, @Nullable String origin) throws Exception {
    var vertx = Vertx.vertx();
    try {
      var server =
          vertx
              .createHttpServer()
              .requestHandler(request -> {
                boolean allowed = CorsHeaders.allow(request, policy);
                request.response().putHeader("allowed", Boolean.toString(allowed)).end();
              })
              .listen(0, "127.0.0.1")
              .toCompletionStage()
              .toCompletableFuture()
              .get(10, TimeUnit.SECONDS);
      try (var http = RawHttp.connect(server.actualPort())) {
        var from = origin == null ? "" : "Origin: " + origin + "\r\n";
        var answer = http.send("GET / HTTP/1.1\r\nHost: x\r\n" + from + "\r\n").answer(SOON);
        return answer.head().toLowerCase(Locale.ROOT);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }
}
