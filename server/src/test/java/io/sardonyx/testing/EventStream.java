package io.sardonyx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Server-sent events as a program reads them, collected while they come. */
public final class EventStream implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpResponse<InputStream> response;
  private final List<Event> events = new CopyOnWriteArrayList<>();
  private volatile boolean ended;

  private EventStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread.ofVirtual().start(this::read);
  }

  /** One event as it came. */
  public record Event(String name, String id, JsonNode data) {}

  public static EventStream get(Http http, String path, String lastEventId) {
    var request = HttpRequest.newBuilder(http.node().uri(path));
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    return open(http, request);
  }

  public static EventStream post(Http http, String path, Object body) {
    try {
      return open(
          http,
          HttpRequest.newBuilder(http.node().uri(path))
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EventStream open(Http http, HttpRequest.Builder request) {
    http.headers().forEach(request::setHeader);
    request.header("Accept", "text/event-stream");
    try {
      return new EventStream(CLIENT.send(request.build(), BodyHandlers.ofInputStream()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public int status() {
    return response.statusCode();
  }

  public List<Event> events() {
    return events;
  }

  /** Whether the server has ended it. */
  public boolean ended() {
    return ended;
  }

  /** What the parts say together; a part that is the whole so far stands for those before. */
  public String text() {
    var text = new StringBuilder();
    for (var event : events) {
      if (event.name().equals("part")) {
        if (event.data().path("whole").asBoolean()) {
          text.setLength(0);
        }
        text.append(event.data().path("text").asText());
      }
    }
    return text.toString();
  }

  public List<Integer> partNumbers() {
    return events.stream()
        .filter(event -> event.name().equals("part"))
        .map(event -> event.data().path("part").asInt())
        .collect(Collectors.toList());
  }

  public @Nullable Event last(String name) {
    return events.stream()
        .filter(event -> event.name().equals(name))
        .reduce((first, second) -> second)
        .orElse(null);
  }

  public Event await(String name, Duration limit) {
    Eventually.within(limit, () -> last(name) != null, () -> "no " + name + " in " + events);
    return java.util.Objects.requireNonNull(last(name));
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException gone) {
      ended = true;
    }
  }

  private void read() {
    try (var lines =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      var name = "";
      var id = "";
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("data:")) {
          events.add(new Event(name, id, JSON.readTree(line.substring(5))));
        }
      }
    } catch (IOException cut) {
      // The node died, or the test closed it.
    } finally {
      ended = true;
    }
  }
}
