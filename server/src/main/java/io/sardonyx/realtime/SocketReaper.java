package io.sardonyx.realtime;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.threads.RepeatingTask;
import io.sardonyx.platform.web.authentication.Revocations;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What happens to sockets by the clock: heartbeats, silence, expired tokens; and whether their
 * callers still are callers, which is heard at once while Redis carries it and asked for besides.
 */
@Singleton
final class SocketReaper {
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final int CALM_TICKS = 30;
  private static final Logger LOG = Logger.getLogger(SocketReaper.class);

  private final Sockets sockets;
  private final Revocations revocations;
  private final Redis redis;
  private final InstantSource clock;
  private @Nullable RepeatingTask ticking;
  private @Nullable RepeatingTask asking;

  SocketReaper(Sockets sockets, Revocations revocations, Redis redis, InstantSource clock) {
    this.sockets = sockets;
    this.revocations = revocations;
    this.redis = redis;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event) {
    revocations.listen(sockets::revoked);
    ticking = RepeatingTask.start("realtime-tick", everyTick(this::tick));
    asking = RepeatingTask.start("realtime-ask", everyTick(this::ask));
  }

  void stop(@Observes ShutdownEvent event) {
    for (var task : new @Nullable RepeatingTask[] {ticking, asking}) {
      if (task != null) {
        task.close();
      }
    }
  }

  private static RepeatingTask.Step everyTick(IntConsumer task) {
    var ticks = new AtomicInteger();
    return () -> {
      Thread.sleep(TICK);
      try {
        task.accept(ticks.getAndIncrement());
      } catch (RuntimeException e) {
        LOG.debugf("Watching the sockets: %s", e.getMessage());
      }
    };
  }

  private void tick(int tick) {
    var wall = clock.instant();
    for (var group : sockets.groups()) {
      group.execute(() -> {
        long now = System.nanoTime();
        group.sockets().forEach(socket -> socket.tick(now, wall));
      });
    }
  }

  private void ask(int tick) {
    if (redis.isBusUp() && tick % CALM_TICKS != 0) {
      return;
    }
    sockets.closeRefused(sockets.all());
  }
}
