package io.sardonyx.platform.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.cache.RedisSubscription;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The bus: to the subscribers of this node directly, to other nodes over Redis, one channel for
 * each topic. A node subscribes to the channels of those topics only that somebody here reads, so
 * it neither receives nor unpacks what concerns nobody, and a publication without subscribers
 * elsewhere costs Redis a look-up. Redis keeps the order within a channel.
 *
 * <p>What Redis loses, {@link TopicFeed} and {@link TopicHeadPoller} notice and read from the log.
 */
@Singleton
public final class TopicFeeds implements EventBus {
  private static final String CHANNEL = "sardonyx:topic:";
  private static final Duration CONFIRMATION = Duration.ofMillis(500);

  /** What is on its way from a neighbour usually arrives within it. */
  private static final Duration PATIENCE = Duration.ofMillis(50);

  /** Nodes announce that they subscribe; this is for announcements that were lost. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

  private static final Duration RETRY_AFTER = Duration.ofMillis(200);
  private static final Logger LOG = Logger.getLogger(TopicFeeds.class);

  private final String node = UUID.randomUUID().toString();
  private final Redis redis;
  private final EventLogReader log;
  private final InstantSource clock;
  private final Map<Topic, Open> feeds = new ConcurrentHashMap<>();
  private final Counter published;
  private final Counter repairs;

  TopicFeeds(Redis redis, Database database, InstantSource clock, MeterRegistry meters) {
    this.redis = redis;
    this.log = new EventLogReader(database);
    this.clock = clock;
    this.published =
        Counter.builder("realtime_events_published")
            .description("Events that this node published.")
            .register(meters);
    this.repairs =
        Counter.builder("realtime_repairs")
            .description("Times that missing events of a topic were read from the log.")
            .register(meters);
    Gauge.builder("realtime_topics", feeds, Map::size)
        .description("Topics that somebody on this node is subscribed to.")
        .register(meters);
  }

  @Override
  public void publish(Event event) {
    publishHere(event);
    redis.publish(CHANNEL + event.topic(), BusMessage.encode(node, event));
  }

  private void publishHere(Event event) {
    published.increment();
    var open = feeds.get(event.topic());
    if (open != null) {
      open.feed.accept(event);
    }
  }

  @Override
  public void publishEphemeral(Topic topic, String type, String data) {
    publish(new Event(topic, 0, type, clock.instant(), data));
  }

  @Override
  public EphemeralStream openEphemeral(Topic topic) {
    return new NodeStream(topic);
  }

  @Override
  public void publish(Revocation revocation, long accessVersion) {
    var open = feeds.get(revocation.topic());
    if (open != null) {
      open.feed.revoke(revocation.change(), accessVersion);
    }
    redis.publish(
        CHANNEL + revocation.topic(),
        BusMessage.encodeRevoked(node, accessVersion, revocation.change()));
  }

  /**
   * Subscribes the listener to these topics, until it has unsubscribed as often: it gets everything
   * after a head that a reader sees from the return on. Blocks.
   *
   * @throws DatabaseUnavailable and then it is not subscribed
   */
  public void subscribe(Collection<Topic> topics, TopicListener listener) {
    var opened = topics.stream().map(topic -> open(topic, listener)).toList();
    try {
      for (var open : opened) {
        if (redis.isBusUp() && !open.subscription.awaitConfirmed(CONFIRMATION)) {
          LOG.debugf("No confirmation for %s; its head is compared instead", open.feed.topic());
        }
        redis.publish(CHANNEL + open.feed.topic(), BusMessage.encodeSubscribed(node));
      }
      start(opened.stream().map(Open::feed).filter(feed -> !feed.isStarted()).toList());
    } catch (RuntimeException e) {
      topics.forEach(topic -> unsubscribe(topic, listener));
      throw e;
    }
  }

  public void unsubscribe(Topic topic, TopicListener listener) {
    feeds.computeIfPresent(
        topic,
        (same, open) -> {
          if (!open.feed.unsubscribe(listener)) {
            return open;
          }
          open.subscription.close();
          return null;
        });
  }

  /** The highest number known here; -1 when nobody subscribes to the topic. */
  public long head(Topic topic) {
    var open = feeds.get(topic);
    return open == null ? -1 : open.feed.head();
  }

  List<TopicFeed> all() {
    return feeds.values().stream().map(Open::feed).toList();
  }

  private Open open(Topic topic, TopicListener listener) {
    return feeds.compute(
        topic,
        (same, present) -> {
          var open = present == null ? create(topic) : present;
          open.feed.subscribe(listener);
          return open;
        });
  }

  private Open create(Topic topic) {
    var feed = new TopicFeed(topic, this::repair);
    return new Open(feed, redis.subscribe(CHANNEL + topic, message -> consume(feed, message)));
  }

  private void start(List<TopicFeed> starting) {
    if (starting.isEmpty()) {
      return;
    }
    var positions = log.positions(starting.stream().map(TopicFeed::topic).toList());
    for (var feed : starting) {
      feed.start(positions.getOrDefault(feed.topic(), new TopicPosition(0, 0, 0)));
    }
  }

  private void consume(TopicFeed feed, String message) {
    try {
      if (message.startsWith(node)) {
        return;
      }
      switch (BusMessage.decode(feed.topic(), message)) {
        case BusMessage.Published published -> feed.accept(published.event());
        case BusMessage.Revoked revoked -> feed.revoke(revoked.change(), revoked.accessVersion());
        case BusMessage.Subscribed subscribed -> {} // For the ephemeral streams of other nodes.
      }
    } catch (IllegalArgumentException e) {
      LOG.warnf("Ignored a malformed message about %s: %s", feed.topic(), e.getMessage());
    }
  }

  /** Called under the feed's lock. */
  private void repair(TopicFeed feed) {
    Thread.ofVirtual().name("repair").start(() -> readTheHole(feed));
  }

  private void readTheHole(TopicFeed feed) {
    try {
      Thread.sleep(PATIENCE);
      while (feed.needsRepair() && feeds.containsKey(feed.topic())) {
        repairs.increment();
        readOnePage(feed);
      }
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (DatabaseUnavailable | PgException e) {
      LOG.debugf("The log cannot be read now: %s", e.getMessage());
    }
    feed.notFilled();
  }

  private void readOnePage(TopicFeed feed) throws InterruptedException {
    long before = feed.delivered();
    var position = log.positions(List.of(feed.topic())).get(feed.topic());
    if (position == null) {
      feed.gone();
      return;
    }
    feed.filled(before, position, log.after(feed.topic(), before));
    if (feed.delivered() == before) {
      Thread.sleep(RETRY_AFTER);
    }
  }

  /** Redis counts the receivers; while this node was the only one, it does not publish there. */
  private final class NodeStream implements EphemeralStream {
    private final Topic topic;
    private final String channel;
    private final RedisSubscription subscription;
    private volatile boolean alone;
    private long askedAt;

    NodeStream(Topic topic) {
      this.topic = topic;
      this.channel = CHANNEL + topic;
      this.subscription = redis.subscribe(channel, this::consume);
    }

    @Override
    public void publish(String type, String data) {
      var event = new Event(topic, 0, type, clock.instant(), data);
      publishHere(event);
      long now = System.nanoTime();
      if (!alone || now - askedAt > ASK_AGAIN.toNanos()) {
        askedAt = now;
        redis.publish(channel, BusMessage.encode(node, event), receivers -> alone = receivers <= 1);
      }
    }

    private void consume(String message) {
      if (!message.startsWith(node)) {
        alone = false;
      }
    }

    @Override
    public void close() {
      subscription.close();
    }
  }

  private record Open(TopicFeed feed, RedisSubscription subscription) {}
}
