package io.sardonyx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A model provider on loopback that speaks the streaming protocols of OpenAI ({@code
 * /v1/chat/completions}), Anthropic ({@code /v1/messages}) and Ollama ({@code /api/chat}), and
 * fails in the ways that real ones do. Says what it is told to say, a word at a time.
 */
public final class ModelServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TITLE_INSTRUCTIONS = "You generate titles for conversations";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile Behaviour behaviour = Behaviour.saying("Hello there.");
  private volatile String title = "";
  private volatile @Nullable Body body;
  private volatile List<String> deltas = List.of();
  private volatile String cost = "null";
  private volatile @Nullable String streamError;
  private volatile String thoughts = "";

  private ModelServer(HttpServer server) {
    this.server = server;
  }

  public static ModelServer start() {
    try {
      var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var server = new ModelServer(http);
      http.setExecutor(server.threads);
      http.createContext(
          "/v1/chat/completions", exchange -> server.serve(exchange, new ModelProtocol.OpenAi()));
      http.createContext(
          "/v1/messages",
          exchange ->
              server.serve(exchange, new ModelProtocol.Anthropic(!server.thoughts.isEmpty())));
      http.createContext(
          "/api/chat", exchange -> server.serve(exchange, new ModelProtocol.Ollama()));
      http.createContext("/", ModelServer::page);
      http.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a request is answered with.
   *
   * @param text said word by word
   * @param pause before each word
   * @param hangAfter words, until the server is closed; negative for never
   * @param cutAfter words, without an end; negative for never
   * @param status other than 200 with {@code text} as the body
   * @param failures how many requests get the status before the others are answered; negative for
   *     all
   */
  public record Behaviour(
      String text, Duration pause, int hangAfter, int cutAfter, int status, int failures) {
    public static Behaviour saying(String text) {
      return new Behaviour(text, Duration.ZERO, -1, -1, 200, -1);
    }

    public static Behaviour failing(int status, String body) {
      return new Behaviour(body, Duration.ZERO, -1, -1, status, -1);
    }

    public Behaviour every(Duration time) {
      return new Behaviour(text, time, hangAfter, cutAfter, status, failures);
    }

    public Behaviour hangingAfter(int words) {
      return new Behaviour(text, pause, words, cutAfter, status, failures);
    }

    public Behaviour cutAfter(int words) {
      return new Behaviour(text, pause, hangAfter, words, status, failures);
    }

    /** The first requests fail, then the text is said. */
    public Behaviour afterFailures(int times, int failure) {
      return new Behaviour(text, pause, hangAfter, cutAfter, failure, times);
    }
  }

  /** A request as it came. */
  public record Request(String path, String authorization, String apiKey, JsonNode body) {
    public boolean isForTitle() {
      return body.toString().contains(TITLE_INSTRUCTIONS);
    }
  }

  /**
   * Answers who wants no stream with this message, as OpenAI does.
   *
   * @param message a JSON object
   */
  public void behaveWhole(String message) {
    behave(Behaviour.saying("one two three"));
    body = new Body(ModelProtocol.OpenAi.completion(message), false);
  }

  /**
   * Answers who wants no stream with this, whatever it is.
   *
   * @param cut whether the connection breaks in the middle of it
   */
  public void answerWith(String text, boolean cut) {
    behave(Behaviour.saying("one two three"));
    body = new Body(text, cut);
  }

  private record Body(String text, boolean cut) {
    void send(HttpExchange exchange) throws IOException {
      var bytes = bytes(text);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, cut ? bytes.length * 2L : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.getResponseBody().flush();
      if (cut) {
        throw new IOException("cut on purpose");
      }
    }
  }

  /**
   * Streams these, as OpenAI streams calls of tools, and says nothing of what they cost.
   *
   * @param pieces the deltas, as JSON objects
   */
  public void stream(List<String> pieces) {
    stream(pieces, "null");
  }

  /**
   * @param usage what they cost, as a JSON object
   */
  public void stream(List<String> pieces, String usage) {
    behave(Behaviour.saying("one two three"));
    cost = usage;
    deltas = pieces;
  }

  /** Streams these, and then an error instead of an end. */
  public void streamThenFail(List<String> pieces, String error) {
    stream(pieces);
    streamError = error;
  }

  /**
   * Until it behaves otherwise it thinks this, word by word, before each answer; the words count as
   * words of the answer do.
   */
  public void think(String text) {
    thoughts = text;
  }

  public void behave(Behaviour next) {
    requests.clear();
    thoughts = "";
    body = null;
    deltas = List.of();
    streamError = null;
    behaviour = next;
  }

  /** What it says when it is asked for a title; nothing by default. */
  public void titles(String text) {
    title = text;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * What makes a node ask it, from its first start on.
   *
   * @param more settings, besides
   */
  public Map<String, String> settings(Map<String, String> more) {
    var settings = new HashMap<>(more);
    settings.put("SARDONYX_MODEL_URL", url() + "/v1");
    settings.put("SARDONYX_MODEL", "test-model");
    return settings;
  }

  /** For answers; the ones for titles are apart. */
  public List<Request> requests() {
    return requests.stream().filter(request -> !request.isForTitle()).toList();
  }

  /** A text of so many different words. */
  public static String words(int count) {
    var text = new StringBuilder();
    for (int i = 1; i <= count; i++) {
      text.append("word").append(i).append(i < count ? " " : ".");
    }
    return text.toString();
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void serve(HttpExchange exchange, ModelProtocol protocol) throws IOException {
    try (exchange) {
      var request =
          new Request(
              exchange.getRequestURI().getPath(),
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
              String.valueOf(exchange.getRequestHeaders().getFirst("x-api-key")),
              JSON.readTree(exchange.getRequestBody().readAllBytes()));
      requests.add(request);
      var now = request.isForTitle() ? Behaviour.saying(title) : behaviour;
      if (now.status() != 200 && (now.failures() < 0 || requests().size() <= now.failures())) {
        var body = now.failures() < 0 ? now.text() : "{\"error\":{\"message\":\"not now\"}}";
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(now.status(), bytes.length);
        exchange.getResponseBody().write(bytes);
        return;
      }
      var raw = body;
      if (raw != null && !request.body().path("stream").asBoolean()) {
        raw.send(exchange);
        return;
      }
      exchange.getResponseHeaders().set("Content-Type", protocol.contentType());
      exchange.sendResponseHeaders(200, 0);
      if (!deltas.isEmpty() && !request.isForTitle()) {
        var error = streamError;
        var text =
            error == null
                ? ModelProtocol.OpenAi.stream(deltas, cost)
                : ModelProtocol.OpenAi.brokenStream(deltas, error);
        exchange.getResponseBody().write(bytes(text));
        return;
      }
      speak(exchange.getResponseBody(), protocol, now, request.isForTitle() ? "" : thoughts);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void speak(OutputStream out, ModelProtocol protocol, Behaviour now, String thoughts)
      throws IOException, InterruptedException {
    var words = new ArrayList<String>();
    words(thoughts).forEach(word -> words.add(protocol.thought(word)));
    int thought = words.size();
    words(now.text()).forEach(word -> words.add(protocol.word(word)));
    out.write(bytes(protocol.begin()));
    for (int i = 0; i < words.size(); i++) {
      if (i == now.hangAfter()) {
        out.flush();
        closed.await();
      }
      if (i == now.cutAfter()) {
        out.flush();
        throw new IOException("cut on purpose");
      }
      if (!now.pause().isZero()) {
        Thread.sleep(now.pause());
      }
      if (i == thought) {
        out.write(bytes(protocol.answer()));
      }
      out.write(bytes(words.get(i)));
      out.flush();
    }
    out.write(bytes(protocol.end(words.size())));
    out.flush();
    out.close();
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split("(?<=\\s)"));
  }

  /** What a wrong address shows: a web page with status 200. */
  private static void page(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      var page = bytes("<html><body>Welcome to the wrong place</body></html>");
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
