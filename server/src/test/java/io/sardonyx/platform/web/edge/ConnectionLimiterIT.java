package io.sardonyx.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RawHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Connections that say nothing: so many for each address, and any number for a proxy of ours. */
class ConnectionLimiterIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final int CAP = 20;
  private static final String HEALTH = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n";
  private static final String PROXY = "127.0.0.9";

  private static Home home;
  private static Node node;

  @BeforeAll
  static void start() {
    home = Home.prepared();
    node =
        Node.start(
            home,
            Map.of(
                "SARDONYX_CONNECTIONS_PER_ADDRESS",
                Integer.toString(CAP),
                "SARDONYX_TRUSTED_PROXIES",
                PROXY));
  }

  @AfterAll
  static void stop() {
    node.close();
    home.close();
  }

  @Test
  void whoOpensAllTheyCanLocksOutThemselvesAlone() throws IOException {
    var idle = open("127.0.0.2", CAP);
    try {
      assertThat(status("127.0.0.2")).as("closed without a word").isZero();
      assertThat(status("127.0.0.3")).isEqualTo(200);
      idle.removeLast().close();
      Eventually.within(SOON, () -> answers("127.0.0.2"), () -> "no room was made");
    } finally {
      close(idle);
    }
  }

  @Test
  void aTrustedProxyHasAsManyAsItNeeds() throws IOException {
    var idle = open(PROXY, 3 * CAP);
    try {
      assertThat(status(PROXY)).isEqualTo(200);
    } finally {
      close(idle);
    }
  }

  private static List<RawHttp> open(String address, int count) throws IOException {
    var open = new ArrayList<RawHttp>();
    for (int i = 0; i < count; i++) {
      open.add(RawHttp.connectFrom(address, node));
    }
    return open;
  }

  private static void close(List<RawHttp> open) throws IOException {
    for (var http : open) {
      http.close();
    }
  }

  private static boolean answers(String address) {
    try {
      return status(address) == 200;
    } catch (IOException e) {
      return false;
    }
  }

  private static int status(String address) throws IOException {
    try (var http = RawHttp.connectFrom(address, node)) {
      return http.send(HEALTH).answer(SOON).status();
    }
  }
}
