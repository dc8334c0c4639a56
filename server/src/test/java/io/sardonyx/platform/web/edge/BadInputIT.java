package io.sardonyx.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.web.edge.BadBodies.BadBody;
import io.sardonyx.platform.web.edge.BadHeads.BadHead;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.RawHttp;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever is sent: the answer names the cause, comes at once, is no fault of ours, and the program
 * goes on as before.
 */
class BadInputIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(5);

  /**
   * Two thousand connections, on a machine that has other things to do; below the bodies' limit.
   */
  private static final Duration TO_ACCEPT = Duration.ofSeconds(15);

  private static final Duration BODY_LIMIT = Duration.ofSeconds(30);
  private static final String POST =
      "POST /api/v1/login-sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private static final String ATTACKER = "127.0.0.2";

  /** So many bodies of the largest size are all that one network may have under way. */
  private static final String COMPLETION =
      "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

  private static final int TO_A_SHARE =
      (int) (BodyLimits.DEFAULT.perNetwork() / BodyLimits.DEFAULT.body());

  private static final Home HOME = Home.prepared();
  private static Node node = Node.start(HOME);

  static List<BadHead> badHeads() {
    return BadHeads.all();
  }

  static List<BadBody> badBodies() {
    return BadBodies.all();
  }

  @BeforeAll
  static void isWell() {
    assertThat(Http.of(node).get("/health").expect(200).text("/status")).isEqualTo("healthy");
  }

  @AfterEach
  void isStillWell() {
    long begin = System.nanoTime();
    assertThat(Http.of(node).get("/ready").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(AT_ONCE);
  }

  @AfterAll
  static void saidNothingItShouldNotAndFoundNoFaultOfItsOwn() throws IOException {
    node.close();
    try (HOME) {
      var log = Files.readString(HOME.path().resolve("logs").resolve("sardonyx.log"));
      for (var written : List.of(log, node.output())) {
        assertThat(written).doesNotContain(BadBodies.SECRET).doesNotContain("\"level\":\"ERROR\"");
      }
      assertThat(node.output()).doesNotContain(" ERROR ");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badHeads")
  void aBadHeadIsAnsweredWithItsCause(BadHead bad) throws IOException {
    var answer = RawHttp.exchange(node, bad.request(), AT_ONCE);
    assertThat(answer.took()).isLessThan(AT_ONCE);
    assertThat(answer.status()).as(answer.head()).isIn(bad.statuses());
    if (answer.status() == 0) {
      assertThat(answer.closed()).isTrue();
    }
    if (answer.isProblem()) {
      assertThat(answer.json().path("code").asText()).isNotEmpty();
      assertThat(answer.head().toLowerCase(Locale.ROOT)).contains("x-request-id: ");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badBodies")
  void aBadBodyIsAnsweredWithItsCause(BadBody bad) throws IOException {
    var head = POST + "Content-Length: " + bad.body().length + "\r\n\r\n";
    try (var http = RawHttp.connect(node)) {
      var answer = http.send(head).send(bad.body()).answer(AT_ONCE);
      assertThat(answer.took()).isLessThan(AT_ONCE);
      assertThat(answer.status()).as(answer.body()).isEqualTo(bad.status());
      assertThat(answer.isProblem()).isTrue();
      assertThat(answer.json().path("code").asText()).isEqualTo(bad.code());
      assertThat(answer.body()).doesNotContain(BadBodies.SECRET);
    }
  }

  @Test
  void garbageBehindAGoodRequestSpoilsOnlyItself() throws IOException {
    try (var http = RawHttp.connect(node)) {
      http.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n\u0000\u0001 garbage\r\n\r\n");
      assertThat(http.answer(AT_ONCE).status()).isEqualTo(200);
    }
  }

  @Test
  void aThousandRequestsInOneGoAreAllAnsweredInOrder() throws IOException {
    var one = "GET /api/v1/nothing HTTP/1.1\r\nHost: x\r\nX-Request-Id: request-%d\r\n\r\n";
    var all = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      all.append(one.formatted(i));
    }
    all.append("GET /api/v1/last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    try (var http = RawHttp.connect(node)) {
      http.send(all.toString());
      var text = http.everything(AT_ONCE.multipliedBy(2));
      int at = 0;
      for (int i = 0; i < 1_000; i++) {
        at = text.indexOf("x-request-id: request-" + i + "\r\n", at);
        assertThat(at).as("answer %d", i).isPositive();
      }
    }
  }

  @Test
  void slowSendersAreToldSoInTheEnd() throws Exception {
    var senders =
        List.<Callable<RawHttp.Answer>>of(
            () -> drip("GET /health HTTP/1.1\r\nHost: x\r\nA: ", "a"),
            () -> drip(POST + "Content-Length: 1000\r\n\r\n{", " "),
            () -> drip(POST + "Transfer-Encoding: chunked\r\n\r\n", "1\r\n \r\n"),
            () -> drip(POST + "Content-Length: 1000\r\n\r\n{", ""),
            () -> drip(COMPLETION + "Content-Length: 1000\r\n\r\n{", " "));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var sender : threads.invokeAll(senders)) {
        var answer = sender.get();
        assertThat(answer.status()).isEqualTo(408);
        var code = answer.json().at(answer.isProblem() ? "/code" : "/error/code").asText();
        assertThat(code).isIn("request_header_timeout", "request_body_timeout");
        assertThat(answer.took()).isLessThan(BODY_LIMIT);
      }
    }
  }

  /** Whether the server closes it soon, though nobody asks for that. */
  private static boolean isEnded(RawHttp http) throws IOException {
    try {
      var unused = http.everything(Duration.ofSeconds(10));
      return true;
    } catch (SocketTimeoutException open) {
      return false;
    } catch (SocketException reset) {
      return true;
    }
  }

  @Test
  void whoOpensTooManyRequestsAtOnceIsTurnedAwayAndNobodyElseIsHurt() throws IOException {
    var open = new ArrayList<RawHttp>();
    try {
      for (int i = 0; i < Edge.MAX_IN_FLIGHT_PER_NETWORK; i++) {
        open.add(RawHttp.connect(node).send(POST + "Content-Length: 10\r\n\r\n{"));
      }
      var one = "GET /health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      var refused = RawHttp.exchange(node, one, AT_ONCE);
      // It may still be accepting what was opened, and a slow machine has given up the first ones.
      long end = System.nanoTime() + TO_ACCEPT.toNanos();
      while (refused.status() == 200 && System.nanoTime() < end) {
        open.add(RawHttp.connect(node).send(POST + "Content-Length: 10\r\n\r\n{"));
        refused = RawHttp.exchange(node, one, AT_ONCE);
      }
      assertThat(refused.status()).as(refused.head()).isEqualTo(429);
      assertThat(refused.head().toLowerCase(Locale.ROOT)).contains("retry-after: ");
      assertThat(refused.json().path("code").asText()).isEqualTo("too_many_requests_at_once");
    } finally {
      for (var http : open) {
        http.close();
      }
    }
    assertThat(answersAgain()).isTrue();
  }

  @Test
  void whoHoldsBackBodiesHasAShareOfTheMemoryAndOthersPostAsBefore() throws IOException {
    var almost = new byte[BodyLimits.DEFAULT.body() - 1];
    var open = new ArrayList<RawHttp>();
    try {
      var refused = hold(open, ATTACKER, almost);
      assertThat(refused.status()).as(refused.head()).isEqualTo(429);
      assertThat(refused.json().path("code").asText()).isEqualTo("too_many_bytes_in_flight");
      assertThat(refused.head().toLowerCase(Locale.ROOT)).contains("retry-after: ");
      try (var neighbour = RawHttp.connectFrom("127.0.0.3", node)) {
        var body = "{\"email\":\"nobody@example.com\",\"password\":\"" + "x".repeat(1_000) + "\"}";
        var answer =
            neighbour
                .send(POST + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                .answer(AT_ONCE);
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
      }
    } finally {
      for (var http : open) {
        http.close();
      }
    }
    assertThat(answersAgain()).isTrue();
  }

  @Test
  void allBodiesThatAreHeldBackCostABoundedAmountOfMemory() throws IOException {
    var almost = new byte[BodyLimits.DEFAULT.body() - 1];
    var open = new ArrayList<RawHttp>();
    try {
      var refusals = new ArrayList<Integer>();
      for (int i = 0; i <= BodyLimits.DEFAULT.inFlight() / BodyLimits.DEFAULT.perNetwork(); i++) {
        refusals.add(hold(open, "127.0.1." + (i + 1), almost).status());
      }
      assertThat(refusals).startsWith(429).endsWith(503);
    } finally {
      for (var http : open) {
        http.close();
      }
    }
    assertThat(answersAgain()).isTrue();
  }

  /**
   * Opens one more request that never ends than fit a share. Any of them may be the one whose bytes
   * come last and are too many; it is closed, and the others stay.
   */
  private static RawHttp.Answer hold(List<RawHttp> open, String from, byte[] body)
      throws IOException {
    var held = new ArrayList<RawHttp>();
    for (int i = 0; i <= TO_A_SHARE; i++) {
      var http = RawHttp.connectFrom(from, node);
      open.add(http);
      held.add(http.send(POST + "Content-Length: 1000000\r\n\r\n").send(body));
    }
    long end = System.nanoTime() + AT_ONCE.toNanos();
    while (System.nanoTime() < end) {
      for (var http : held) {
        var answer = http.answer(Duration.ofMillis(20));
        if (answer.status() != 0) {
          http.close();
          return answer;
        }
      }
    }
    throw new AssertionError("Nothing was refused from " + from);
  }

  @Test
  void aFloodOfNonsenseFromManyAtOnceIsAnsweredOneByOne() throws Exception {
    var nonsense = (POST + "Content-Length: 1\r\n\r\n{").getBytes(StandardCharsets.US_ASCII);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<Integer>>();
      for (int i = 0; i < 500; i++) {
        all.add(() -> RawHttp.exchange(node, nonsense, Duration.ofSeconds(20)).status());
      }
      for (var answer : threads.invokeAll(all)) {
        assertThat(answer.get()).isEqualTo(400);
      }
    }
  }

  private static boolean answersAgain() {
    for (int i = 0; i < 100; i++) {
      if (Http.of(node).get("/health").status() == 200) {
        return true;
      }
    }
    return false;
  }

  private static RawHttp.Answer drip(String first, String more) throws Exception {
    try (var http = RawHttp.connect(node)) {
      http.send(first);
      var dripping =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (!Thread.currentThread().isInterrupted()) {
                    Thread.sleep(500);
                    http.send(more);
                  }
                } catch (InterruptedException | IOException over) {
                  // the answer has come
                }
              });
      var answer = http.answer(BODY_LIMIT.plusSeconds(5));
      assertThat(isEnded(http)).as("whoever goes on sending").isTrue();
      dripping.interrupt();
      return answer;
    }
  }
}
