package io.sardonyx.platform.events;

import io.micrometer.core.instrument.Counter;
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
 * The bus: to the listeners of this node directly, to other nodes over Redis, one channel for each
 * topic. A node subscribes to the channels of those topics only that somebody here listens to, so
 * it neither receives nor unpacks what concerns nobody, and a publication without listeners
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

  /** Nodes say that they begin to listen; this is for when nobody heard it. */
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
    this.published = meters.counter("realtime_events_published");
    this.repairs = meters.counter("realtime_repairs");
    meters.gaugeMapSize("realtime_topics", List.of(), feeds);
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
  public Passing passing(Topic topic) {
    return new PassingHere(topic);
  }

  @Override
  public void restrict(Topic topic, UUID userId) {
    var open = feeds.get(topic);
    if (open != null) {
      open.feed.restrict(userId);
    }
    redis.publish(CHANNEL + topic, BusMessage.encodeRestricted(node, userId));
  }

  /**
   * From the return on, the listener hears of these topics, as often as it joined until it left as
   * often: everything after a head that a reader sees from now on. Blocks.
   *
   * @throws DatabaseUnavailable and then it has not joined
   */
  public void join(Collection<Topic> topics, TopicListener listener) {
    var joined = topics.stream().map(topic -> open(topic, listener)).toList();
    try {
      for (var open : joined) {
        if (redis.isBusUp() && !open.subscription.awaitConfirmed(CONFIRMATION)) {
          LOG.debugf("No confirmation for %s; its head is compared instead", open.feed.topic());
        }
        redis.publish(CHANNEL + open.feed.topic(), BusMessage.encodeJoined(node));
      }
      start(joined.stream().map(Open::feed).filter(feed -> !feed.isStarted()).toList());
    } catch (RuntimeException e) {
      topics.forEach(topic -> leave(topic, listener));
      throw e;
    }
  }

  public void leave(Topic topic, TopicListener listener) {
    feeds.computeIfPresent(
        topic,
        (same, open) -> {
          if (!open.feed.leave(listener)) {
            return open;
          }
          open.subscription.close();
          return null;
        });
  }

  /** The highest number known here; -1 when nobody listens to the topic. */
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
          open.feed.join(listener);
          return open;
        });
  }

  private Open create(Topic topic) {
    var feed = new TopicFeed(topic, this::repair);
    return new Open(feed, redis.subscribe(CHANNEL + topic, message -> hear(feed, message)));
  }

  private void start(List<TopicFeed> starting) {
    if (starting.isEmpty()) {
      return;
    }
    var positions = log.positions(starting.stream().map(TopicFeed::topic).toList());
    for (var feed : starting) {
      feed.start(positions.getOrDefault(feed.topic(), new TopicPosition(0, 0, "gone")));
    }
  }

  private void hear(TopicFeed feed, String message) {
    try {
      if (message.startsWith(node)) {
        return;
      }
      switch (BusMessage.decode(feed.topic(), message)) {
        case BusMessage.Happened happened -> feed.accept(happened.event());
        case BusMessage.Restricted restricted -> feed.restrict(restricted.userId());
        case BusMessage.Joined joined -> {} // Who tells what passes hears it too.
      }
    } catch (IllegalArgumentException e) {
      LOG.warnf("Heard something unintelligible about %s: %s", feed.topic(), e.getMessage());
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

  /** Redis says how many heard; while it was this node alone, the others are not told. */
  private final class PassingHere implements Passing {
    private final Topic topic;
    private final String channel;
    private final RedisSubscription subscription;
    private volatile boolean alone;
    private long askedAt;

    PassingHere(Topic topic) {
      this.topic = topic;
      this.channel = CHANNEL + topic;
      this.subscription = redis.subscribe(channel, this::hear);
    }

    @Override
    public void publish(String type, String data) {
      var event = new Event(topic, 0, type, clock.instant(), data);
      publishHere(event);
      long now = System.nanoTime();
      if (!alone || now - askedAt > ASK_AGAIN.toNanos()) {
        askedAt = now;
        redis.publish(channel, BusMessage.encode(node, event), listening -> alone = listening <= 1);
      }
    }

    private void hear(String message) {
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
