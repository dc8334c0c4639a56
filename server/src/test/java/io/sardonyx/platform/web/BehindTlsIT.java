package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RawHttp;
import io.sardonyx.testing.SharedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told where a proxy gives us an https address. It asks us in our own name. */
class BehindTlsIT {
  private static final String SIGN_IN = "/auth/v1/token?grant_type=password";
  private static final String REFRESH = "/auth/v1/token?grant_type=refresh_token";
  private static final List<String> NAMES =
      List.of("__Host-sardonyx_access", "__Host-sardonyx_csrf", "__Host-sardonyx_refresh");
  private static final Map<String, String> ADMIN =
      Map.of("email", Node.ADMIN_EMAIL, "password", Node.ADMIN_PASSWORD, "delivery", "cookie");

  private static Home home;
  private static Node node;
  private static Http nobody;

  @BeforeAll
  static void start() {
    home = Home.prepared();
    node = Node.start(home, Map.of("SARDONYX_PUBLIC_URL", "https://chat.example.com"));
    nobody = Http.of(node);
  }

  @AfterAll
  static void stop() {
    node.close();
    home.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, 200",
    "/docs, 200",
    "/health, 200",
    "/api/v1/me, 401",
    "/api/v1/none, 404",
    "/assets/none.js, 404",
    "/realtime/v1, 426"
  })
  void everyAnswerForbidsToComeWithoutTls(String path, int status) {
    assertThat(nobody.get(path).expect(status).header("strict-transport-security"))
        .isEqualTo("max-age=31536000; includeSubDomains");
  }

  @Test
  void withoutAnHttpsAddressNothingIsForbidden() {
    var answer = Http.of(SharedNode.get()).get("/health").expect(200);
    assertThat(answer.header("strict-transport-security")).isEmpty();
  }

  @Test
  void cookiesGoByTlsAndToThisHostAlone() {
    var cookies = cookies(nobody.post(SIGN_IN, ADMIN).expect(200));
    assertThat(cookies.keySet()).containsExactlyElementsOf(NAMES);
    assertThat(cookies.values())
        .allMatch(cookie -> cookie.contains(";Secure") && cookie.contains(";Path=/;"))
        .noneMatch(cookie -> cookie.contains("Domain"))
        .allMatch(cookie -> cookie.length() < 4_096);
  }

  @Test
  void aCookieThatANeighbourCouldPlantIsNobody() {
    var cookies = cookies(nobody.post(SIGN_IN, ADMIN).expect(200));
    var access = value(cookies, "__Host-sardonyx_access");
    nobody.with("Cookie", "sardonyx_access=" + access).get("/api/v1/me").expect(401);
    nobody.with("Cookie", "__Host-sardonyx_access=" + access).get("/api/v1/me").expect(200);
    var refresh = value(cookies, "__Host-sardonyx_refresh");
    var csrf = nobody.with("X-CSRF-Token", value(cookies, "__Host-sardonyx_csrf"));
    var body = Map.of("delivery", "cookie");
    var planted = csrf.with("Cookie", "sardonyx_refresh=" + refresh).post(REFRESH, body);
    assertThat(planted.text("/error_code")).isEqualTo("refresh_token_required");
    var own = csrf.with("Cookie", "__Host-sardonyx_refresh=" + refresh).post(REFRESH, body);
    assertThat(cookies(own.expect(200)).keySet()).containsExactlyElementsOf(NAMES);
  }

  /** Nobody said so, but there is TLS, or the browser drops the cookies: it is another machine. */
  @Test
  void whoComesFromAnotherMachineNeedsTlsToo() throws IOException {
    var body =
        "{\"email\":\"%s\",\"password\":\"%s\",\"delivery\":\"cookie\"}"
            .formatted(Node.ADMIN_EMAIL, Node.ADMIN_PASSWORD);
    var request =
        "POST %s HTTP/1.1\r\nHost: chat.example.com\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(SIGN_IN, body.length(), body);
    try (var http = RawHttp.connect(SharedNode.get())) {
      var answer = http.send(request).answer(Duration.ofSeconds(10));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.head()).contains(NAMES).doesNotContain(": sardonyx_");
    }
  }

  private static Map<String, String> cookies(Answer answer) {
    var cookies = new TreeMap<String, String>();
    for (var cookie : answer.response().headers().allValues("set-cookie")) {
      cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie);
    }
    return cookies;
  }

  private static String value(Map<String, String> cookies, String name) {
    var cookie = cookies.getOrDefault(name, "=;");
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }
}
