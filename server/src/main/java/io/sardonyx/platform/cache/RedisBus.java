package io.sardonyx.platform.cache;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The connection that listens, and whether what is published arrives. */
final class RedisBus {
  private static final Duration UNHEARD = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(Redis.class);

  private final Redis redis;
  private final String beatChannel = "sardonyx:beat:" + UUID.randomUUID();
  private final Map<String, Audience> audiences = new ConcurrentHashMap<>();
  private final List<Consumer<Boolean>> changeListeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable StatefulRedisPubSubConnection<String, String> connection;
  private volatile long heardAt = System.nanoTime() - 2 * UNHEARD.toNanos();
  private volatile boolean lost;
  private boolean wasUp;

  RedisBus(Redis redis) {
    this.redis = redis;
    var unused = subscribe(beatChannel, beat -> heardAt = System.nanoTime());
  }

  boolean isUp() {
    return silence(System.nanoTime()).compareTo(UNHEARD) < 0;
  }

  Duration silence(long now) {
    return Duration.ofNanos(now - heardAt);
  }

  void onChange(Consumer<Boolean> listener) {
    changeListeners.add(listener);
  }

  boolean isConnected() {
    return connection != null;
  }

  /** Once; the client reconnects and subscribes again by itself from then on. */
  void connected(StatefulRedisPubSubConnection<String, String> made) {
    made.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, String message) {
            var audience = audiences.get(channel);
            if (audience != null) {
              audience.hear(message);
            }
          }

          @Override
          public void subscribed(String channel, long count) {
            confirm(channel);
          }
        });
    made.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> handler) {
            lost();
          }
        });
    connection = made;
    audiences.keySet().forEach(this::ask);
  }

  RedisSubscription subscribe(String channel, Consumer<String> listener) {
    var audience =
        audiences.compute(
            channel,
            (name, present) -> {
              var joined = present == null ? new Audience() : present;
              joined.listeners.add(listener);
              if (present == null) {
                ask(name);
              }
              return joined;
            });
    return new RedisSubscription() {
      @Override
      public boolean awaitConfirmed(Duration atMost) {
        return audience.await(atMost);
      }

      @Override
      public void close() {
        unsubscribe(channel, listener);
      }
    };
  }

  /** Sends a beat, repeats what was asked for in vain, and tells when the bus came or went. */
  void tick() {
    redis.publish(beatChannel, "");
    audiences.forEach((channel, audience) -> {
      if (!audience.confirmed.isDone()) {
        ask(channel);
      }
    });
    if (lost) {
      lost = false;
      wasUp = true;
      tell(false); // Back already, perhaps, but something was missed.
    }
    tell(isUp());
  }

  private void tell(boolean up) {
    if (up == wasUp) {
      return;
    }
    wasUp = up;
    LOG.info(up ? "Redis carries events." : "Redis carries no events: the log is asked instead.");
    changeListeners.forEach(listener -> listener.accept(up));
  }

  private void lost() {
    heardAt = System.nanoTime() - UNHEARD.toNanos();
    lost = true;
    audiences.values().forEach(audience -> audience.confirmed = new CompletableFuture<>());
  }

  private void unsubscribe(String channel, Consumer<String> listener) {
    audiences.computeIfPresent(
        channel,
        (name, audience) -> {
          audience.listeners.remove(listener);
          if (!audience.listeners.isEmpty()) {
            return audience;
          }
          leave(name);
          return null;
        });
  }

  private void confirm(String channel) {
    var audience = audiences.get(channel);
    if (audience == null) {
      leave(channel); // Left while there was no connection, and the client subscribed it again.
    } else {
      audience.confirmed.complete(true);
    }
  }

  private void ask(String channel) {
    var open = connection;
    if (open != null && open.isOpen()) {
      try {
        var unused = open.async().subscribe(channel);
      } catch (RedisException away) {
        LOG.debugf("Not subscribed yet: %s", away.getMessage());
      }
    }
  }

  private void leave(String channel) {
    var open = connection;
    if (open != null && open.isOpen()) {
      try {
        var unused = open.async().unsubscribe(channel);
      } catch (RedisException away) {
        LOG.debugf("Not unsubscribed: %s", away.getMessage());
      }
    }
  }

  /** Who hears a channel. */
  private static final class Audience {
    final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    volatile CompletableFuture<Boolean> confirmed = new CompletableFuture<>();

    void hear(String message) {
      for (var listener : listeners) {
        try {
          listener.accept(message);
        } catch (RuntimeException e) {
          LOG.error("A listener failed", e);
        }
      }
    }

    boolean await(Duration atMost) {
      try {
        return confirmed.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException | ExecutionException late) {
        return false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
