package io.sardonyx.answers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisClient;
import io.lettuce.core.XAddArgs;
import io.sardonyx.testing.EventStream;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.TestRedis;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Answers where something that they use is gone: Redis, or for a moment the only node. */
@Timeout(180)
class AnswersWithoutIT {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String TEXT = ModelServer.words(3_000);

  private final Home home = Home.prepared();
  private final ModelServer model = ModelServer.start();

  @BeforeEach
  void talk() {
    model.behave(Behaviour.saying(TEXT).every(Duration.ofMillis(30)));
  }

  @AfterEach
  void stop() {
    model.close();
    home.close();
  }

  @Test
  void aNodeThatWasKilledClosesWhatItLeftWhenItStarts() {
    String path;
    String answer;
    String seen;
    try (var node = Node.start(home, settings())) {
      var ann = Http.of(node).signedInAsAdmin();
      path = messages(ann);
      answer = send(ann, path);
      try (var stream = EventStream.get(ann, path + "/" + answer + "/stream", "")) {
        Eventually.within(SOON, () -> stream.partNumbers().size() > 60);
        seen = stream.text();
        node.kill();
      }
    }
    try (var node = Node.start(home, settings())) {
      var closed = read(Http.of(node).signedInAsAdmin(), path, answer);
      assertThat(closed.path("status").asText()).isEqualTo("interrupted");
      assertThat(closed.path("error").asText()).contains("failed");
      assertThat(TEXT).startsWith(closed.path("content").asText());
      // The row is confirmed every second, and Redis may have died with the node.
      assertThat(closed.path("content").asText().length()).isGreaterThan(seen.length() / 4);
    }
  }

  /** Whatever Redis holds of it: no answer keeps a node from starting, nor other answers open. */
  @Test
  void whatCannotBeKeptOfAnAnswerIsLeftOutAndTheAnswerIsClosed() {
    try (var redis = new TestRedis()) {
      var settings = settings();
      settings.put("SARDONYX_REDIS_URL", redis.url());
      var killed = Node.start(home, settings);
      var ann = Http.of(killed).signedInAsAdmin();
      var path = messages(ann);
      var other = messages(ann);
      var bad = send(ann, path);
      var good = send(ann, other);
      Eventually.within(SOON, () -> !read(ann, path, bad).path("content").asText().isEmpty());
      Eventually.within(SOON, () -> !read(ann, other, good).path("content").asText().isEmpty());
      killed.kill();
      say(redis, bad, "\0");
      try (var node = Node.start(home, settings)) {
        var again = Http.of(node).signedInAsAdmin();
        // At its start, or a sweep later if the database was too busy for that.
        Eventually.within(
            Duration.ofSeconds(90),
            () -> !read(again, path, bad).path("status").asText().equals("streaming"),
            node::output);
        var closed = read(again, path, bad);
        assertThat(closed.path("status").asText()).isEqualTo("interrupted");
        assertThat(closed.path("error").asText()).contains("could not be stored completely");
        assertThat(closed.path("content").asText()).isNotEmpty();
        assertThat(TEXT).startsWith(closed.path("content").asText());
        assertThat(read(again, other, good).path("status").asText()).isEqualTo("interrupted");
      }
    }
  }

  /** More of the answer, after what its node wrote to Redis; its row may be a little ahead. */
  private static void say(TestRedis redis, String answer, String text) {
    var client = RedisClient.create(redis.url());
    try (var connection = client.connect()) {
      var commands = connection.sync();
      var key = "sardonyx:answer:" + answer;
      var last = commands.xrevrange(key, Range.unbounded(), Limit.from(1)).getFirst().getId();
      int next = Integer.parseInt(last.substring(0, last.indexOf('-'))) + 1;
      for (int part = next; part < next + 20; part++) {
        commands.xadd(key, new XAddArgs().id(part + "-0"), Map.of(Integer.toString(part), text));
      }
    } finally {
      client.shutdown();
    }
  }

  @Test
  void withoutRedisReadersOnOtherNodesGoOnFromTheRowAndStoppingWorks() {
    try (var redis = new TestRedis()) {
      var settings = settings();
      settings.put("SARDONYX_REDIS_URL", redis.url());
      try (var one = Node.start(home, settings);
          var two = Node.join(home, settings)) {
        var ann = Http.of(one).signedInAsAdmin();
        var path = messages(ann);
        var answer = send(ann, path);
        var stream = path + "/" + answer + "/stream";
        try (var reader = EventStream.get(ann.at(two), stream, "")) {
          Eventually.within(SOON, () -> reader.partNumbers().size() > 5);
          redis.kill();
          int before = reader.text().length();
          Eventually.within(SOON, () -> reader.text().length() > before + 200);
          assertThat(TEXT).startsWith(reader.text());
          ann.at(two).send("POST", path + "/" + answer + "/stop", null).expect(202);
          var done = reader.await("done", Duration.ofSeconds(5)).data().path("message");
          assertThat(done.path("status").asText()).isEqualTo("stopped");
          assertThat(TEXT).startsWith(done.path("content").asText());
        }
      }
    }
  }

  private Map<String, String> settings() {
    return model.settings(Map.of());
  }

  private static String messages(Http ann) {
    return "/api/v1/chat/sessions/"
        + ann.post("/api/v1/chat/sessions", Map.of()).expect(201).text("/id")
        + "/messages";
  }

  private static String send(Http ann, String path) {
    var message = Map.of("client_message_id", UUID.randomUUID(), "content", "Go");
    return ann.post(path, message).expect(201).text("/answer/id");
  }

  private static JsonNode read(Http http, String path, String answer) {
    for (var message : http.get(path).expect(200).json().path("data")) {
      if (message.path("id").asText().equals(answer)) {
        return message;
      }
    }
    throw new AssertionError("no answer " + answer);
  }
}
