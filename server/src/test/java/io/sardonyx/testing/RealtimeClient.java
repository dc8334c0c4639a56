package io.sardonyx.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A program that speaks the realtime protocol on one socket, and keeps what it heard. */
public final class RealtimeClient implements AutoCloseable {
  public static final int LOST = 1006;

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private final WebSocket socket;
  private final Ears ears;
  private final AtomicLong ids = new AtomicLong();

  private RealtimeClient(WebSocket socket, Ears ears) {
    this.socket = socket;
    this.ears = ears;
  }

  /** Opens a socket and says nothing yet. */
  public static RealtimeClient open(int port) {
    return open(port, Map.of());
  }

  public static RealtimeClient open(int port, Map<String, String> headers) {
    var ears = new Ears();
    var builder = CLIENT.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(5));
    headers.forEach(builder::header);
    var socket =
        builder.buildAsync(URI.create("ws://127.0.0.1:" + port + "/realtime/v1"), ears).join();
    return new RealtimeClient(socket, ears);
  }

  /** Opens a socket in the name of a token's owner. */
  public static RealtimeClient connect(int port, String token) {
    var client = open(port);
    client.call("connect", Map.of("access_token", token));
    return client;
  }

  /** Sends a command and waits for its result. */
  public JsonNode call(String method, Object params) {
    var reply = send(method, params);
    if (!reply.has("result")) {
      throw new AssertionError(method + " answered " + reply);
    }
    return reply.get("result");
  }

  /** Sends a command and waits for its reply, whatever it is. */
  public JsonNode send(String method, Object params) {
    long id = ids.incrementAndGet();
    return text(id, write(Map.of("id", id, "method", method, "params", params)));
  }

  private JsonNode text(long id, String frame) {
    var reply = new CompletableFuture<JsonNode>();
    ears.replies.put(id, reply);
    raw(frame);
    try {
      return reply.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw new AssertionError("No reply to " + frame + "; closed: " + ears.closed, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends text as it is, one frame. */
  public void raw(String text) {
    try {
      socket.sendText(text, true).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("Could not send", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  public WebSocket socket() {
    return socket;
  }

  public JsonNode subscribe(String topic, long afterSeq) {
    return call(
        "subscribe", Map.of("topics", List.of(Map.of("topic", topic, "after_seq", afterSeq))));
  }

  /** Everything that was pushed so far. */
  public List<JsonNode> pushes() {
    return List.copyOf(ears.pushes);
  }

  /** Every frame so far, replies too. */
  public List<JsonNode> frames() {
    return List.copyOf(ears.frames);
  }

  public List<JsonNode> pushes(String topic) {
    return ears.pushes.stream().filter(push -> push.path("topic").asText().equals(topic)).toList();
  }

  /** The numbers of a topic's events, in the order in which they came. */
  public List<Long> seqs(String topic) {
    return pushes(topic).stream()
        .filter(push -> push.has("seq"))
        .map(push -> push.get("seq").asLong())
        .toList();
  }

  public JsonNode await(Predicate<JsonNode> push) {
    Eventually.within(
        LIMIT, () -> ears.pushes.stream().anyMatch(push), () -> "Not heard in " + ears.pushes);
    return ears.pushes.stream().filter(push).findFirst().orElseThrow();
  }

  public JsonNode awaitType(String topic, String type) {
    return await(push ->
        push.path("topic").asText().equals(topic) && push.path("type").asText().equals(type));
  }

  /** The code with which the server closed, {@link #LOST} when the connection broke. */
  public int awaitClosed(Duration limit) {
    Eventually.within(limit, () -> ears.closed != null, () -> "Still open after " + limit);
    return ears.code;
  }

  public boolean isClosed() {
    return ears.closed != null;
  }

  public String closeReason() {
    return String.valueOf(ears.closed);
  }

  /** Reads nothing more, until {@link #resume}; the network's buffers fill up. */
  public void pause() {
    ears.paused = true;
  }

  public void resume() {
    ears.paused = false;
    socket.request(1);
  }

  @Override
  public void close() {
    socket.abort();
  }

  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static final class Ears implements WebSocket.Listener {
    final List<JsonNode> pushes = new CopyOnWriteArrayList<>();
    final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    final Map<Long, CompletableFuture<JsonNode>> replies = new ConcurrentHashMap<>();
    final StringBuilder text = new StringBuilder();
    volatile boolean paused;
    volatile @Nullable String closed;
    volatile int code;

    @Override
    public void onOpen(WebSocket opened) {
      opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(
        WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        hear(text.toString());
        text.setLength(0);
      }
      requestMore(webSocket);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
      requestMore(webSocket);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(
        WebSocket webSocket, int statusCode, String reason) {
      code = statusCode;
      closed = reason;
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      code = LOST;
      closed = String.valueOf(error);
    }

    private void requestMore(WebSocket webSocket) {
      if (!paused) {
        webSocket.request(1);
      }
    }

    private void hear(String frame) {
      try {
        var json = JSON.readTree(frame);
        frames.add(json);
        if (!json.has("id")) {
          pushes.add(json);
          return;
        }
        var waiting = replies.remove(json.get("id").asLong());
        if (waiting != null) {
          waiting.complete(json);
        }
      } catch (IOException e) {
        throw new AssertionError("Not JSON: " + frame, e);
      }
    }
  }
}
