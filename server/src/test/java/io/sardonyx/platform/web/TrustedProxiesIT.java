package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Behind a proxy, delays and the audit log are about who is behind it. */
class TrustedProxiesIT {
  private static final String SESSIONS = "/api/v1/login-sessions";
  private static final Map<String, String> WRONG =
      Map.of("email", Node.ADMIN_EMAIL, "password", "a wrong password");

  private static Home home;
  private static Node node;

  @BeforeAll
  static void start() {
    home = Home.prepared();
    node = Node.start(home, Map.of("SARDONYX_TRUSTED_PROXIES", "127.0.0.0/8"));
  }

  @AfterAll
  static void stop() {
    node.close();
    home.close();
  }

  @Test
  void whoGuessesBehindAProxyDelaysThemselvesAndNotTheirNeighbour() {
    var guesser = Http.of(node).with("X-Forwarded-For", "198.51.100.1, 203.0.113.9");
    for (int i = 0; i < 10; i++) {
      guesser.post(SESSIONS, WRONG).expect(401);
    }
    guesser.post(SESSIONS, WRONG).expect(429);
    var spoofing = Http.of(node).with("X-Forwarded-For", "198.51.100.2, 203.0.113.9");
    spoofing.post(SESSIONS, WRONG).expect(429);
    var neighbour = Http.of(node).with("X-Forwarded-For", "198.51.100.7").signedInAsAdmin();
    assertThat(writtenDown(neighbour)).contains("198.51.100.7");
    // What was refused is written down by a job, so that a refusal takes no longer for it.
    Eventually.within(Duration.ofSeconds(30), () -> writtenDown(neighbour).contains("203.0.113.9"));
    assertThat(writtenDown(neighbour)).doesNotContain("198.51.100.2");
  }

  private static List<String> writtenDown(Http http) {
    return http.get("/api/v1/audit-events").expect(200).json().findValuesAsText("ip_address");
  }

  /** One hash after the other on a small machine: a queue that everybody waits in. */
  @Test
  void whoSignsInAHundredTimesAtOnceKeepsNobodyElseFromSigningIn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var flood = new ArrayList<Future<String>>();
      for (int i = 0; i < 100; i++) {
        var body = Map.of("email", "victim" + i + "@example.com", "password", "a leaked password");
        var http = Http.of(node).with("X-Forwarded-For", "203.0.113.99");
        flood.add(threads.submit(() -> http.post(SESSIONS, body).code()));
      }
      Http.of(node).with("X-Forwarded-For", "198.51.100.77").signedInAsAdmin();
      var answers = new HashSet<String>();
      for (var one : flood) {
        answers.add(one.get());
      }
      assertThat(answers)
          .contains("invalid_credentials", "too_many_sign_ins_at_once")
          .doesNotContain("sign_in_busy");
    }
  }

  @Test
  void withoutTheSettingNobodyIsBelieved() {
    var admin = Http.of(SharedNode.get()).with("X-Forwarded-For", "198.51.100.7").signedInAsAdmin();
    assertThat(admin.get(SESSIONS).text("/data/0/ip_address")).isEqualTo("127.0.0.1");
  }
}
