package io.sardonyx.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.FaultProxy;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RawHttp;
import io.sardonyx.testing.RestartablePostgres;
import io.sardonyx.testing.SharedNode;
import io.sardonyx.testing.TestRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeIT {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  private final Http nobody = Http.of(SharedNode.get());

  @Test
  void aRequestIdOfTheRightShapeComesBackInTheHeaderAndTheDocument() {
    var answer = nobody.with("X-Request-Id", "order-66_a.b").get("/api/v1/me");
    assertThat(answer.header("x-request-id")).isEqualTo("order-66_a.b");
    assertThat(answer.text("/request_id")).isEqualTo("order-66_a.b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "<script>", "x\"y", "ümlaut"})
  void anotherIsReplaced(String brought) {
    var answer = nobody.with("X-Request-Id", brought).get("/api/v1/me");
    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{32}");
  }

  @Test
  void aLongRequestIdIsReplaced() {
    var answer = nobody.with("X-Request-Id", "x".repeat(101)).get("/api/v1/me");
    assertThat(answer.header("x-request-id")).hasSize(32);
  }

  @Test
  void aTraceGoesOnHere() {
    var answer = nobody.with("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01").get("/health");
    assertThat(answer.header("traceparent"))
        .matches("00-" + TRACE + "-[0-9a-f]{16}-01")
        .doesNotContain("b7ad6b7169203331");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "nonsense"
      })
  void aTraceThatIsNoneIsBegunAnew(String brought) {
    var answer = nobody.with("traceparent", brought).get("/health");
    assertThat(answer.header("traceparent"))
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .doesNotContainIgnoringCase(TRACE);
  }

  @Test
  void dataIsNeitherKeptNorShownAsAPage() {
    var answer = nobody.get("/health").expect(200);
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("content-security-policy"))
        .isEqualTo("default-src 'none'; frame-ancestors 'none'");
  }

  @Test
  void aPageMayLoadNothingFromElsewhereAndBeShownNowhereElse() {
    var page = nobody.with("Accept", "text/html").get("/docs").expect(200);
    assertThat(page.header("content-security-policy"))
        .contains("default-src 'self'", "script-src 'self';", "img-src 'self' data: blob:")
        .contains("frame-ancestors 'none'", "base-uri 'none'", "object-src 'none'");
    assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
    var again = nobody.with("If-None-Match", page.header("etag")).get("/docs");
    assertThat(again.status()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/|200|text/html; charset=utf-8",
        "/docs/docs.css|200|text/css; charset=utf-8",
        "/docs/docs.js|200|text/javascript; charset=utf-8",
        "/favicon.svg|200|image/svg+xml; charset=utf-8",
        "/metrics|200|text/plain;charset=utf-8;version=0.0.4",
        "/health|200|application/json;charset=UTF-8",
        "/.well-known/jwks.json|200|application/json;charset=UTF-8",
        "/auth/v1/settings|401|application/json",
        "/api/v1/me|401|application/problem+json",
        "/api/v1/none|404|application/problem+json",
        "/assets/none.js|404|application/problem+json",
        "/realtime/v1|426|application/problem+json"
      })
  void everyAnswerSaysWhatItIsAndIsNothingElse(String path, int status, String type) {
    var answer = nobody.get(path).expect(status);
    assertThat(answer.header("content-type")).isEqualTo(type);
    assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
    assertThat(answer.header("content-security-policy")).contains("frame-ancestors 'none'");
    assertThat(answer.header("referrer-policy")).isIn("no-referrer", "same-origin");
  }

  @Test
  void whoTakesNoJsonGetsNoneUnderAnotherName() {
    var picky = nobody.with("Accept", "image/png");
    var password = Map.of("email", "nobody@example.com", "password", "wrong");
    assertThat(picky.get("/.well-known/jwks.json").status()).isEqualTo(406);
    assertThat(picky.post("/auth/v1/token?grant_type=password", password).status()).isEqualTo(406);
  }

  @Test
  void aFileWhoseNameSaysWhatIsInItIsKept() {
    var page = nobody.get("/").expect(200);
    var script = Pattern.compile("src=\"(/assets/[^\"]+)\"").matcher(page.body());
    assertThat(script.find()).isTrue();
    assertThat(nobody.get(script.group(1)).expect(200).header("cache-control"))
        .isEqualTo("public, max-age=31536000, immutable");
    assertThat(page.header("cache-control")).isEqualTo("no-cache");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api",
        "/api/v2/things",
        "/api.json",
        "/auth/v2/token",
        "/realtime/v2",
        "/openapi/x",
        "/assets/none-00000000.js",
        "/docs/none"
      })
  void whereProgramsAskThereIsNoPage(String path) {
    var answer = nobody.with("Accept", "text/html,*/*").get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.code()).isEqualTo("route_not_found");
  }

  @Test
  void aPlaceInsideThePageIsThePage() {
    var page =
        nobody.with("Accept", "text/html").get("/sessions/0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77");
    assertThat(page.status()).isEqualTo(200);
    assertThat(nobody.with("Accept", "application/json").get("/sessions").status()).isEqualTo(404);
  }

  @Test
  void pagesOfOtherOriginsAreToldNo() throws IOException {
    var request =
        "OPTIONS /api/v1/me HTTP/1.1\r\nHost: x\r\nOrigin: https://elsewhere.example\r\n"
            + "Access-Control-Request-Method: PATCH\r\n\r\n";
    try (var http = RawHttp.connect(SharedNode.get())) {
      var answer = http.send(request).answer(Duration.ofSeconds(5));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.head().toLowerCase(Locale.ROOT)).doesNotContain("access-control");
      assertThat(answer.json().path("code").asText()).isEqualTo("origin_not_allowed");
    }
  }

  @Test
  void noAnswerIsForPagesOfOtherOriginsButThoseThatNoCookieCountsFor() {
    var elsewhere = nobody.with("Origin", "https://elsewhere.example");
    for (var path : List.of("/", "/health", "/openapi.json", "/api/v1/me", "/v1/models")) {
      assertThat(elsewhere.get(path).header("access-control-allow-origin")).as(path).isEmpty();
    }
    var auth = elsewhere.get("/auth/v1/health").expect(200);
    assertThat(auth.header("access-control-allow-origin")).isEqualTo("*");
    assertThat(auth.header("access-control-allow-credentials")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /v1/none||404|/error/code|route_not_found",
        "DELETE /v1/models||405|/error/code|method_not_allowed",
        "GET /v1/models|Accept: ////;;;q=abc|400|/error/code|malformed_accept",
        "POST /v1/chat/completions|Content-Length: 400000000|413|/error/code|body_too_large",
        "POST /v1/chat/completions|Content-Encoding: gzip|415|/error/code|compressed_body",
        "POST /v1/chat/completions|Content-Type: text/plain|415|/error/code|unsupported_media_type",
        "OPTIONS /v1/models|Access-Control-Request-Method: GET|403|/error/code|origin_not_allowed",
        "GET /auth/v1/none||404|/error_code|route_not_found",
        "DELETE /auth/v1/settings||405|/error_code|method_not_allowed",
        "GET /auth/v1/settings|Accept: ////;;;q=abc|400|/error_code|malformed_accept",
        "POST /auth/v1/token|Content-Length: 400000000|413|/error_code|body_too_large",
        "POST /auth/v1/token|Content-Encoding: gzip|415|/error_code|compressed_body",
        "POST /auth/v1/token|Content-Type: text/plain|415|/error_code|unsupported_media_type",
        "GET /api/v1/none||404|/code|route_not_found",
        "GET /realtime/v1||426|/code|upgrade_required"
      })
  void everyRefusalHasTheFormOfItsPrefix(
      String request, String header, int status, String pointer, String code) throws IOException {
    var head = request + " HTTP/1.1\r\nHost: x\r\n" + (header == null ? "" : header + "\r\n");
    if (request.startsWith("POST")) {
      head += header.startsWith("Content-Length") ? "" : "Content-Length: 2\r\n";
      head += header.startsWith("Content-Type") ? "" : "Content-Type: application/json\r\n";
    }
    try (var http = RawHttp.connect(SharedNode.get())) {
      var answer = http.send(head + "\r\n{}").answer(Duration.ofSeconds(5));
      assertThat(answer.status()).as(answer.head()).isEqualTo(status);
      assertThat(answer.json().at(pointer).asText()).as(answer.body()).isEqualTo(code);
      assertThat(answer.isProblem()).isEqualTo(pointer.equals("/code"));
    }
  }

  @Test
  void aPageOfAnotherOriginMayReadARefusalToo() {
    var elsewhere = nobody.with("Origin", "https://elsewhere.example");
    var refused = elsewhere.with("Accept", "////;;;q=abc").get("/auth/v1/health").expect(400);
    assertThat(refused.header("access-control-allow-origin")).isEqualTo("*");
  }

  @Test
  void healthNamesEachService() {
    var health = nobody.get("/health").expect(200);
    assertThat(health.text("/status")).isEqualTo("healthy");
    assertThat(health.text("/services/database")).isEqualTo("healthy");
    assertThat(health.text("/services/redis")).isEqualTo("healthy");
    assertThat(nobody.get("/ready").expect(200).text("/stage")).isEqualTo("serving");
  }

  @Test
  void requestsAreCountedByTheTemplateOfTheirAddress() {
    for (int i = 0; i < 3; i++) {
      nobody.get("/api/v1/chat/sessions/0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a7" + i);
      nobody.get("/api/v1/no-such-route-" + i);
    }
    var metrics = nobody.get("/metrics").expect(200).body();
    assertThat(metrics)
        .contains(
            "http_requests_total{endpoint=\"/api/v1/chat/sessions/{id}\",method=\"GET\",status=\"401\"}")
        .contains("http_requests_total{endpoint=\"unmatched\",method=\"GET\",status=\"404\"}")
        .contains("http_request_duration_seconds_bucket{", "http_request_duration_seconds_count{")
        .contains("# TYPE active_sessions gauge\nactive_sessions ")
        .contains("jvm_memory_used_bytes{", "process_cpu_usage ")
        .doesNotContain("no-such-route", "0199f0a4");
  }

  @Test
  void metricsAreNotForWhomAProxyPassesOn() {
    for (var header : new String[] {"X-Forwarded-For", "Forwarded", "X-Real-Ip"}) {
      assertThat(nobody.with(header, "203.0.113.7").get("/metrics").status()).isEqualTo(404);
    }
  }

  /** A page whose name leads to this machine, and a proxy that adds no header. */
  @Test
  void metricsAreNotForOtherHosts() throws IOException {
    for (var host :
        List.of("evil.example", "chat.example.com:8080", "127.evil.example", "10.0.0.1")) {
      assertThat(metricsOf(host)).as(host).isEqualTo(404);
    }
    for (var host : List.of("localhost", "127.0.0.1:8080", "[::1]:8080")) {
      assertThat(metricsOf(host)).as(host).isEqualTo(200);
    }
  }

  private static int metricsOf(String host) throws IOException {
    var request = "GET /metrics HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    return RawHttp.exchange(
            SharedNode.get(), request.getBytes(StandardCharsets.US_ASCII), Duration.ofSeconds(15))
        .status();
  }

  @Test
  void everyLineOfTheLogIsJsonAndNoneHasASecret() throws IOException {
    var log = Files.readString(SharedNode.home().path().resolve("logs").resolve("sardonyx.log"));
    assertThat(log).contains("\"timestamp\":\"", "\"level\":\"INFO\"");
    for (var line : log.split("\n")) {
      assertThat(line).startsWith("{").endsWith("}");
    }
    assertThat(log)
        .doesNotContain("eyJ", "Bearer ", Node.ADMIN_PASSWORD)
        .doesNotContain("PRIVATE KEY");
  }

  /** A database that is away is what a request of anybody's can have logged. */
  @Test
  void everyLogLineOfARequestCarriesItsId() {
    try (var postgres = new RestartablePostgres();
        var redis = new TestRedis();
        var network = new FaultProxy(postgres.port());
        var home = Home.unpacked();
        var node =
            Node.start(
                home,
                Map.of(
                    "SARDONYX_DATABASE_URL", postgres.url(network.port()),
                    "SARDONYX_REDIS_URL", redis.url()))) {
      var me = Http.of(node).signedInAsAdmin();
      network.partition();
      var ids = List.of("log-" + UUID.randomUUID(), "log-" + UUID.randomUUID());
      for (var id : ids) {
        me.with("X-Request-Id", id).get("/api/v1/chat/sessions").expect(503);
      }
      network.heal();
      var log = home.path().resolve("logs").resolve("sardonyx.log");
      Eventually.within(Duration.ofSeconds(10), () -> read(log).contains(ids.getLast()));
      var ofRequests = read(log).lines().filter(line -> line.contains("ProblemMappers")).toList();
      assertThat(ofRequests).hasSize(2);
      for (int i = 0; i < 2; i++) {
        assertThat(ofRequests.get(i))
            .contains("\"request_id\":\"" + ids.get(i) + "\"", "\"trace_id\":\"")
            .doesNotContain(me.token());
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
