package io.sardonyx.platform.events;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.threads.RepeatingTask;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Compares the head of every topic that somebody here subscribed to with what was delivered: often
 * while Redis carries nothing, and from time to time when it does, because a publication may be
 * lost without a trace and a node may die between the commit and the publication.
 */
@Singleton
public final class TopicHeadPoller {
  static final Duration CALM = Duration.ofSeconds(3);
  static final Duration ALERT = Duration.ofSeconds(1);

  private static final int TOPICS_A_QUERY = 5_000;
  private static final Logger LOG = Logger.getLogger(TopicHeadPoller.class);

  private final TopicFeeds feeds;
  private final EventLogReader log;
  private final Redis redis;
  private final Semaphore wake = new Semaphore(0);
  private @Nullable RepeatingTask polling;

  TopicHeadPoller(TopicFeeds feeds, Database database, Redis redis) {
    this.feeds = feeds;
    this.log = new EventLogReader(database);
    this.redis = redis;
  }

  void start(@Observes StartupEvent event) {
    redis.onBusChange(up -> wake.release());
    polling = RepeatingTask.start("topic-head-poller", this::poll);
  }

  void stop(@Observes ShutdownEvent event) {
    var running = polling;
    if (running != null) {
      running.close();
    }
  }

  private void poll() throws InterruptedException {
    var pause = redis.isBusUp() ? CALM : ALERT;
    var unused = wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
    wake.drainPermits();
    compareAll();
  }

  private void compareAll() {
    try {
      for (var chunk : chunks(feeds.all(), TOPICS_A_QUERY)) {
        compareThem(chunk);
      }
    } catch (DatabaseUnavailable | PgException e) {
      LOG.debugf("Heads cannot be compared now: %s", e.getMessage());
    }
  }

  private void compareThem(List<TopicFeed> chunk) {
    var before = new HashMap<TopicFeed, Long>();
    chunk.forEach(feed -> before.put(feed, feed.delivered()));
    var positions = log.positions(chunk.stream().map(TopicFeed::topic).toList());
    before.forEach((feed, delivered) -> feed.compare(delivered, positions.get(feed.topic())));
  }

  private static <T> List<List<T>> chunks(List<T> all, int size) {
    var chunks = new ArrayList<List<T>>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}
