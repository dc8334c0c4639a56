package io.sardonyx.platform.web.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.memory.MemoryBudget;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Correlation;
import io.sardonyx.platform.web.ProblemWriter;
import io.sardonyx.platform.web.routes.BodyLimit;
import io.sardonyx.platform.web.routes.RouteTable;
import io.sardonyx.platform.web.routes.StreamedBody;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.RawHttp;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bodies by real connections to a server that has nothing but the edge's body handler. */
class RequestBodyTest {
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final int USUAL = 1_000;
  private static final int LARGE = 10_000;
  private static final int STREAMED = 4_000_000;
  private static final int STREAMS_PER_NETWORK = 3;
  private static final BodyLimits LIMITS =
      new BodyLimits(
          USUAL,
          10 * RequestBodyStream.MEMORY,
          STREAMS_PER_NETWORK * RequestBodyStream.MEMORY,
          100_000,
          1_000,
          1_000);

  private static Vertx vertx;
  private static HttpServer server;

  /** What the route does with its body, on a virtual thread; returns the response's text. */
  private static final AtomicReference<Reader> READER = new AtomicReference<>();

  private interface Reader {
    String read(InputStream body) throws Exception;
  }

  @Path("/")
  static class Resource {
    @POST
    @Path("streamed")
    @StreamedBody(limit = STREAMED, seconds = 3)
    public void stream() {}

    @POST
    @Path("large")
    @BodyLimit(LARGE)
    public void large() {}

    @POST
    @Path("usual")
    public void usual() {}
  }

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    var table = new RouteTable(List.of(Resource.class), List.of());
    var problems = new ProblemWriter(table);
    var bodies = new RequestBody(table, problems, LIMITS, new MemoryBudget(1L << 40));
    var concurrency = new ConcurrencyLimiter(1_000, 1_000);
    var router = Router.router(vertx);
    router
        .route()
        .handler(routing -> {
          Correlation.begin(routing.request());
          var share = concurrency.enter("network");
          routing.addEndHandler(end -> concurrency.leave(share));
          bodies.read(routing, share);
        });
    router.route().handler(routing -> Thread.ofVirtual().start(() -> answer(routing, problems)));
    server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
  }

  private static void answer(RoutingContext routing, ProblemWriter problems) {
    try {
      InputStream stream = routing.get(RequestBodyStream.KEY);
      var text =
          stream == null ? String.valueOf(routing.body().length()) : READER.get().read(stream);
      routing.response().end(text);
    } catch (Problem problem) {
      problems.write(routing.request(), problem);
    } catch (Exception e) {
      routing.fail(e);
    }
  }

  @AfterAll
  static void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @BeforeEach
  void readAll() {
    READER.set(body -> checksum(body.readAllBytes()));
  }

  @Test
  void aStreamedBodyArrivesWholeAndInOrder() throws IOException {
    var bytes = bytes(3_000_000);
    READER.set(RequestBodyTest::checksumInSmallPieces);
    try (var http = connect()) {
      for (int round = 0; round < 2; round++) {
        var answer = http.send(head("/streamed", bytes.length)).send(bytes).answer(SOON);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(checksum(bytes));
      }
    }
  }

  @Test
  void aStreamedBodyMayBeChunkedAndOfAnyTypeAndEmpty() throws IOException {
    var chunked = "POST /streamed HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n";
    try (var http = connect()) {
      var answer =
          http.send(chunked + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
              .answer(SOON);
      assertThat(answer.body()).isEqualTo(checksum("abcde".getBytes()));
      assertThat(http.send(head("/streamed", 0)).answer(SOON).body())
          .isEqualTo(checksum(new byte[0]));
    }
  }

  @Test
  void theSenderIsSlowedToThePaceOfTheReader() throws Exception {
    var bytes = bytes(STREAMED);
    var waiting = new SynchronousQueue<InputStream>();
    var goOn = new CountDownLatch(1);
    READER.set(body -> {
      int first = body.read();
      waiting.put(body);
      goOn.await();
      return first + checksum(body.readAllBytes());
    });
    try (var http = connect()) {
      var sending = Thread.ofVirtual().start(() -> send(http, head("/streamed", STREAMED), bytes));
      var stream = waiting.take();
      assertThat(sending.join(Duration.ofMillis(700))).as("all is sent").isFalse();
      assertThat(stream.available())
          .isBetween(RequestBodyStream.WINDOW / 2, (int) RequestBodyStream.MEMORY);
      goOn.countDown();
      var rest = Arrays.copyOfRange(bytes, 1, bytes.length);
      assertThat(http.answer(SOON).body()).isEqualTo((bytes[0] & 0xff) + checksum(rest));
    }
  }

  @Test
  void aStreamedBodyThatIsTooLargeIsRefusedBeforeOrWhileItIsRead() throws IOException {
    READER.set(body -> {
      throw new AssertionError("The body is larger than its route takes.");
    });
    try (var http = connect()) {
      assertProblem(http.send(head("/streamed", STREAMED + 1)), 413, "body_too_large");
    }
    readAll();
    try (var http = connect()) {
      var chunked = "POST /streamed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
      var tooMuch = Integer.toHexString(STREAMED + 1) + "\r\n";
      http.send(chunked + tooMuch).send(bytes(STREAMED + 1));
      assertProblem(http, 413, "body_too_large");
    }
  }

  @Test
  void aSenderWhoFallsSilentIsRefused() throws IOException {
    try (var http = connect()) {
      http.send(head("/streamed", 100)).send("some");
      var answer = assertProblem(http, 408, "request_body_timeout");
      assertThat(answer.isLast()).isTrue();
      assertThat(answer.took()).isBetween(Duration.ofMillis(900), Duration.ofMillis(2_900));
      assertThat(http.everything(SOON)).as("closed").isEmpty();
    }
  }

  @Test
  void aSenderWhoNeverEndsIsRefused() throws Exception {
    try (var http = connect()) {
      http.send(head("/streamed", 100_000));
      var dripping =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    Thread.sleep(200);
                    http.send(" ");
                  }
                } catch (InterruptedException | IOException over) {
                  // the answer has come
                }
              });
      var answer = assertProblem(http, 408, "request_body_timeout");
      assertThat(answer.took()).isGreaterThan(Duration.ofMillis(2_900));
      dripping.interrupt();
    }
  }

  @Test
  void theReaderIsToldWhenTheSenderIsGone() throws Exception {
    var seen = new AtomicReference<Throwable>();
    READER.set(body -> {
      try {
        return checksum(body.readAllBytes());
      } catch (Problem problem) {
        seen.set(problem);
        throw problem;
      }
    });
    try (var http = connect()) {
      http.send(head("/streamed", 100)).send("some");
      Thread.sleep(100);
    }
    Eventually.within(
        SOON, () -> seen.get() instanceof Problem p && p.code().equals("request_body_incomplete"));
  }

  @Test
  void aNetworkHasAShareOfTheMemoryThatStreamsHold() throws Exception {
    var open = new ArrayList<RawHttp>();
    try {
      for (int i = 0; i < STREAMS_PER_NETWORK; i++) {
        open.add(connect().send(head("/streamed", 100)));
      }
      Thread.sleep(200);
      try (var oneMore = connect()) {
        assertProblem(oneMore.send(head("/streamed", 1)), 429, "too_many_bytes_in_flight");
      }
    } finally {
      for (var http : open) {
        http.close();
      }
    }
    Eventually.within(SOON, () -> status(head("/streamed", 1) + "x") == 200);
  }

  @Test
  void aBodyThatNobodyReadsSpoilsNoConnectionIfItIsShort() throws IOException {
    READER.set(body -> "unread");
    try (var http = connect()) {
      for (int round = 0; round < 3; round++) {
        var answer = http.send(head("/streamed", 100_000)).send(bytes(100_000)).answer(SOON);
        assertThat(answer.body()).isEqualTo("unread");
        assertThat(answer.isLast()).isFalse();
      }
    }
    try (var http = connect()) {
      var chunked = "POST /streamed HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
      var answer = http.send(chunked + "1\r\nx\r\n").answer(SOON);
      assertThat(answer.body()).isEqualTo("unread");
      assertThat(answer.isLast()).isTrue();
      assertThat(http.everything(SOON)).as("closed").isEmpty();
    }
  }

  @Test
  void aSenderWhoAsksBeforeSendingIsAnsweredWhenTheBodyIsRead() throws IOException {
    var expecting = "POST /streamed HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n";
    try (var http = connect()) {
      http.send(expecting + "Content-Length: 4\r\n\r\n");
      http.until("100 Continue\r\n\r\n", SOON);
      assertThat(http.send("some").answer(SOON).body()).isEqualTo(checksum("some".getBytes()));
    }
    READER.set(body -> "unread");
    try (var http = connect()) {
      var answer = http.send(expecting + "Content-Length: 4\r\n\r\n").answer(SOON);
      assertThat(answer.status()).as(answer.head()).isEqualTo(200);
      assertThat(answer.isLast()).as("no body will come").isTrue();
    }
  }

  @Test
  void aBufferedBodyIsJsonAndAsLargeAsItsRouteDeclares() throws IOException {
    assertThat(status(head("/usual", USUAL) + " ".repeat(USUAL))).isEqualTo(200);
    assertThat(status(head("/usual", USUAL + 1) + " ".repeat(USUAL + 1))).isEqualTo(413);
    assertThat(status(head("/large", LARGE) + " ".repeat(LARGE))).isEqualTo(200);
    assertThat(status(head("/large", LARGE + 1) + " ".repeat(LARGE + 1))).isEqualTo(413);
    assertThat(status("POST /usual HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
        .isEqualTo(415);
    assertThat(
            status(
                head("/streamed", 2).replace("\r\n\r\n", "\r\nContent-Encoding: br\r\n\r\n")
                    + "{}"))
        .isEqualTo(415);
  }

  private static RawHttp.Answer assertProblem(RawHttp http, int status, String code)
      throws IOException {
    var answer = http.answer(SOON);
    assertThat(answer.status()).as(answer.head() + answer.body()).isEqualTo(status);
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    return answer;
  }

  private static int status(String request) {
    try (var http = connect()) {
      return http.send(request).answer(SOON).status();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(RawHttp http, String head, byte[] body) {
    try {
      http.send(head).send(body);
    } catch (IOException closed) {
      // the answer says why
    }
  }

  private static RawHttp connect() throws IOException {
    return RawHttp.connect(server.actualPort());
  }

  private static String head(String path, int length) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: "
        + length
        + "\r\n\r\n";
  }

  private static byte[] bytes(int count) {
    var bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }

  private static String checksumInSmallPieces(InputStream body) throws IOException {
    var sum = new CRC32();
    var piece = new byte[1_777];
    for (int count = body.read(piece); count >= 0; count = body.read(piece)) {
      sum.update(piece, 0, count);
    }
    return Long.toString(sum.getValue());
  }

  private static String checksum(byte[] bytes) {
    var sum = new CRC32();
    sum.update(bytes);
    return Long.toString(sum.getValue());
  }
}
