package io.sardonyx.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sardonyx.fuzz.RawWebSocket.Heard;
import io.sardonyx.realtime.Schemas;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on a socket. After whatever they said they send a ping with an id that nobody else has:
 * commands are answered in their order, so all that comes before its reply is what the server had
 * to say, or the socket is closed.
 */
final class Speaker implements AutoCloseable {
  private static final Duration SLOW = Duration.ofSeconds(5);

  /** Beyond every limit of ours: what has not come by then does not come. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Duration A_MOMENT = Duration.ofMillis(500);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Node node;
  private final String token;
  private final Findings findings;
  private final Load load;
  private RawWebSocket socket;
  private int barriers;

  Speaker(Node node, String token, Findings findings, Load load) throws IOException {
    this.node = node;
    this.token = token;
    this.findings = findings;
    this.load = load;
    this.socket = connect();
  }

  /**
   * What came back.
   *
   * @param replies without that to the ping
   * @param closed the code, null when it is open
   * @param hung whether nothing came, or too late
   */
  record Answer(List<JsonNode> replies, @Nullable Integer closed, boolean hung) {
    @Override
    public String toString() {
      return hung
          ? "nothing came, or late"
          : replies + (closed == null ? "" : ", closed with " + closed);
    }
  }

  RawWebSocket socket() {
    return socket;
  }

  Answer answer() throws IOException {
    return answer(new ArrayList<>());
  }

  /** To what ends a connection at once: a ping behind it would be answered with a reset. */
  Answer answerOrEnd() throws IOException {
    var replies = new ArrayList<JsonNode>();
    for (var heard = socket.hear(A_MOMENT); ; heard = socket.hear(A_MOMENT)) {
      switch (heard) {
        case Heard.Closed(int code) -> {
          return ended(replies, code);
        }
        case Heard.Nothing() -> {
          return answer(replies);
        }
        case Heard.Text(String text) -> hear(JSON.readTree(text), replies);
      }
      if (!replies.isEmpty()) {
        return answer(replies);
      }
    }
  }

  private Answer answer(List<JsonNode> replies) throws IOException {
    long begin = System.nanoTime();
    var since = load.now();
    var answer = untilBarrier(replies);
    var took = load.ofOurOwn(Duration.ofNanos(System.nanoTime() - begin), since);
    return new Answer(
        answer.replies(), answer.closed(), answer.hung() || took.compareTo(SLOW) >= 0);
  }

  private Answer untilBarrier(List<JsonNode> replies) throws IOException {
    var barrier = "barrier " + barriers++;
    socket.text(write(Map.of("id", barrier, "method", "ping")));
    while (true) {
      switch (socket.hear(PATIENCE)) {
        case Heard.Closed(int code) -> {
          return ended(replies, code);
        }
        case Heard.Nothing() -> {
          return ended(replies, null);
        }
        case Heard.Text(String text) -> {
          var frame = JSON.readTree(text);
          if (frame.path("id").asText().equals(barrier)) {
            return new Answer(replies, null, false);
          }
          hear(frame, replies);
        }
      }
    }
  }

  private void hear(JsonNode frame, List<JsonNode> replies) {
    if (frame.has("id")) {
      replies.add(frame);
    } else {
      check(frame);
    }
  }

  /**
   * @param code null when nothing came any more
   */
  private Answer ended(List<JsonNode> replies, @Nullable Integer code) throws IOException {
    socket.close();
    socket = connect();
    return new Answer(replies, code, code == null);
  }

  private void check(JsonNode push) {
    Schemas.push(push).stream()
        .findFirst()
        .ifPresent(why -> findings.add("push " + push.path("type").asText(), why, "  " + push));
  }

  private RawWebSocket connect() throws IOException {
    var opened = RawWebSocket.open(node);
    opened.text(
        write(Map.of("id", "c", "method", "connect", "params", Map.of("access_token", token))));
    if (!(opened.hear(PATIENCE) instanceof Heard.Text(String reply)) || !reply.contains("result")) {
      throw new IOException("Could not connect");
    }
    return opened;
  }

  private static String write(Object value) throws IOException {
    return Objects.requireNonNull(JSON.writeValueAsString(value));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
