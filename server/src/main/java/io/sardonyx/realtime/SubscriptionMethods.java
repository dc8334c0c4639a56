package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.events.EventLog.Head;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.events.TopicFeeds;
import io.sardonyx.platform.events.TopicKinds;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.realtime.CommandDispatcher.Answer;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods by which a socket says which topics it wants. */
@Singleton
final class SubscriptionMethods {
  private static final int TOPICS_A_COMMAND = 100;

  private final Database database;
  private final TopicFeeds feeds;
  private final BacklogReplay backlog;
  private final TopicKinds kinds;
  private final InstantSource clock;
  private final int limit;

  SubscriptionMethods(
      Database database,
      TopicFeeds feeds,
      BacklogReplay backlog,
      TopicKinds kinds,
      InstantSource clock,
      Settings settings) {
    this.database = database;
    this.feeds = feeds;
    this.backlog = backlog;
    this.kinds = kinds;
    this.clock = clock;
    this.limit = settings.realtimeSubscriptions();
  }

  /**
   * Subscribes to what the caller may read; and subscribes before the head is read, so that nothing
   * falls between the two. Topics of an unknown kind are not found.
   */
  Answer subscribe(Socket socket, JsonNode params) throws JsonProcessingException {
    var wanted = wanted(Json.mapper().treeToValue(params, Subscribe.class));
    var caller = socket.principal().orElseThrow().caller();
    var readable =
        EventLog.heads(database.reading(caller), known(caller, wanted.keySet())).keySet();
    if (socket.group().call(() -> wouldHave(socket, readable)) > limit) {
      throw Problem.invalid(
          "too_many_subscriptions", "A socket may have up to " + limit + " subscriptions.");
    }
    feeds.subscribe(readable, socket.group());
    var subscriptions = socket.group().call(() -> subscribed(socket, List.copyOf(readable)));
    Map<Topic, Head> heads;
    try {
      heads = EventLog.heads(database.reading(caller), readable);
    } catch (RuntimeException e) {
      socket.group().execute(() -> subscriptions.forEach(socket::end));
      throw e;
    }
    var afterSeqs = new HashMap<Topic, @Nullable Long>();
    wanted.forEach((text, seq) -> Topic.parse(text).ifPresent(t -> afterSeqs.put(t, seq)));
    return new Answer(
        new Subscribed(wanted.keySet().stream().map(text -> standing(text, heads)).toList()),
        () -> subscriptions.forEach(each -> begin(each, afterSeqs, heads)));
  }

  private void begin(
      Subscription subscription, Map<Topic, @Nullable Long> afterSeqs, Map<Topic, Head> heads) {
    var head = heads.get(subscription.topic());
    if (head == null) {
      subscription.socket().group().execute(() -> subscription.socket().end(subscription));
    } else {
      backlog.begin(subscription, afterSeqs.get(subscription.topic()), head);
    }
  }

  Answer unsubscribe(Socket socket, JsonNode params) throws JsonProcessingException {
    var given = Json.mapper().treeToValue(params, Unsubscribe.class).topics();
    if (given == null || given.size() > limit || given.stream().anyMatch(Objects::isNull)) {
      throw Problem.invalid("invalid_params", "topics: a list of topics is needed.");
    }
    socket
        .group()
        .call(() -> {
          for (var text : given) {
            Topic.parse(text).flatMap(socket::subscription).ifPresent(socket::end);
          }
          return true;
        });
    return Answer.of(Map.of());
  }

  Answer ping(Socket socket, JsonNode params) throws JsonProcessingException {
    var unused = Json.mapper().treeToValue(params, Ping.class);
    return Answer.of(socket.group().call(() -> new Pong(clock.instant(), heads(feeds, socket))));
  }

  /** On the loop: the highest numbers that this node knows of. */
  static Map<String, Long> heads(TopicFeeds feeds, Socket socket) {
    var heads = new LinkedHashMap<String, Long>();
    for (var each : socket.subscriptions()) {
      if (each.isLive()) {
        heads.put(each.topic().toString(), Math.max(feeds.head(each.topic()), each.lastSeq()));
      }
    }
    return heads;
  }

  private List<Subscription> subscribed(Socket socket, List<Topic> topics) {
    if (socket.isClosed()) {
      topics.forEach(topic -> feeds.unsubscribe(topic, socket.group()));
      return List.of();
    }
    return new ArrayList<>(topics.stream().map(socket::subscribe).toList());
  }

  private static int wouldHave(Socket socket, Set<Topic> more) {
    return socket.subscriptionCount()
        + (int) more.stream().filter(topic -> socket.subscription(topic).isEmpty()).count();
  }

  private static Standing standing(String text, Map<Topic, Head> heads) {
    return Topic.parse(text)
        .map(heads::get)
        .map(head -> new Standing(text, "subscribed", head.headSeq()))
        .orElseGet(() -> new Standing(text, "not_found", null));
  }

  private List<Topic> known(Caller caller, Set<String> texts) {
    var topics = new ArrayList<Topic>();
    for (var text : texts) {
      var topic = Topic.parse(text);
      var kind = topic.flatMap(kinds::find);
      if (kind.isPresent()) {
        caller.require(kind.get().permission());
        topics.add(topic.get());
      }
    }
    return topics;
  }

  private static Map<String, @Nullable Long> wanted(Subscribe given) {
    var topics = given.topics();
    if (topics == null || topics.isEmpty() || topics.size() > TOPICS_A_COMMAND) {
      throw Problem.invalid(
          "invalid_params", "topics: 1 to " + TOPICS_A_COMMAND + " topics are needed.");
    }
    var wanted = new LinkedHashMap<String, @Nullable Long>();
    for (var each : topics) {
      if (each == null || each.topic == null || (each.afterSeq != null && each.afterSeq < 0)) {
        throw Problem.invalid(
            "invalid_params", "topics: each has a topic, and after_seq is not negative.");
      }
      if (wanted.containsKey(each.topic)) {
        throw Problem.invalid("invalid_params", "topics: each may be named once.");
      }
      wanted.put(each.topic, each.afterSeq);
    }
    return wanted;
  }

  private record Subscribe(@Nullable List<@Nullable Wanted> topics) {}

  /**
   * @param afterSeq the last number that the client has seen; absent to begin with what comes
   */
  private record Wanted(@Nullable String topic, @Nullable Long afterSeq) {}

  private record Subscribed(List<Standing> topics) {}

  private record Standing(String topic, String status, @Nullable Long headSeq) {}

  private record Unsubscribe(@Nullable List<String> topics) {}

  private record Ping() {}

  private record Pong(Instant serverTime, Map<String, Long> heads) {}
}
