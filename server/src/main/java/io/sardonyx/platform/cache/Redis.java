package io.sardonyx.platform.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandInterruptedException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SocketOptions.TcpUserTimeoutOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.lettuce.core.resource.NettyCustomizer;
import io.netty.channel.Channel;
import io.sardonyx.platform.threads.RepeatingTask;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.Guard;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The way to Redis, which may be away: nothing here waits for longer than {@link #COMMAND_TIMEOUT},
 * and not even that once a circuit breaker has opened. Commands are refused while there is no
 * connection, never queued.
 *
 * <p>Two connections: one for commands and one for what is subscribed to. Every {@link #TICK} the
 * first sends a beat that the second must hear, so a connection that looks open but carries nothing
 * is noticed within a second, and replaced.
 */
public final class Redis implements AutoCloseable {
  static final Duration COMMAND_TIMEOUT = Duration.ofMillis(500);
  static final Duration TICK = Duration.ofMillis(250);

  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(1);

  /** What carried nothing for so long is closed, so that a new connection can be tried. */
  private static final Duration REPLACE_AFTER = Duration.ofSeconds(4);

  private static final int UNANSWERED_COMMANDS = 20_000;
  private static final Logger LOG = Logger.getLogger(Redis.class);

  private final ClientResources resources;
  private final RedisClient client;
  private final RedisURI address;
  private final Set<Channel> channels = ConcurrentHashMap.newKeySet();
  private final Guard breaker;
  private final RedisBus bus;
  private final Publisher publisher = new Publisher();
  private @Nullable RepeatingTask watching;
  private volatile boolean breakerOpen;
  private volatile @Nullable StatefulRedisConnection<String, String> connection;
  private long replacedAt = System.nanoTime();

  private Redis(RedisURI address) {
    this.address = address;
    this.resources = resources(channels);
    this.client = RedisClient.create(resources, address);
    client.setOptions(options());
    this.breaker =
        Guard.create()
            .withCircuitBreaker()
            .failOn(RedisException.class)
            .requestVolumeThreshold(4)
            .failureRatio(0.5)
            .delay(1, ChronoUnit.SECONDS)
            .successThreshold(1)
            .onStateChange(state -> breakerOpen = state == CircuitBreakerState.OPEN)
            .done()
            .build();
    this.bus = new RedisBus(this);
  }

  /**
   * Returns after the first attempt to connect, successful or not; further ones follow on their
   * own.
   *
   * @param address {@code redis://}, {@code rediss://} or {@code redis-sentinel://}
   */
  public static Redis open(String address) {
    var uri = RedisURI.create(address);
    uri.setTimeout(HANDSHAKE_TIMEOUT);
    var redis = new Redis(uri);
    redis.connectWhereMissing();
    redis.watching = RepeatingTask.startPlatformThread("redis-watch", redis::watch);
    return redis;
  }

  /** Whether commands are answered, as far as is known at this moment. */
  public boolean isUp() {
    return !breakerOpen && openConnection() != null;
  }

  /** Whether what this node publishes was heard by this node within the last second. */
  public boolean isBusUp() {
    return bus.isUp();
  }

  /** Waits until commands are answered, for somebody who would rather be late than go without. */
  public boolean answersWithin(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!call(RedisCommands::ping, () -> "").equals("PONG")) {
      if (System.nanoTime() > end || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(TICK.toNanos() / 10);
    }
    return true;
  }

  /**
   * Runs commands; when Redis is away, slow or refuses them, {@code fallback} is the answer. Blocks
   * its (virtual) thread.
   */
  public <T extends @Nullable Object> T call(
      Function<RedisCommands<String, String>, T> work, Supplier<T> fallback) {
    var open = openConnection();
    if (open == null) {
      return fallback.get();
    }
    try {
      return guarded(work, open);
    } catch (RedisException | CircuitBreakerOpenException away) {
      LOG.debugf("Redis did not answer: %s", away.getMessage());
      return fallback.get();
    }
  }

  /** Sends without waiting, and without knowing whether anybody heard. */
  public void publish(String channel, String message) {
    publish(channel, message, listening -> {});
  }

  /**
   * Sends without waiting.
   *
   * @param listening told how many connections heard it, this program's included, if Redis says so
   */
  public void publish(String channel, String message, LongConsumer listening) {
    var open = openConnection();
    if (open != null && !breakerOpen) {
      publisher.publish(open, channel, message, listening);
    }
  }

  /**
   * Sends commands with one write and waits until all are answered. Blocks its (virtual) thread.
   *
   * @param isDone whether there is nothing more to do for a command that was refused with this
   * @return how many are done, from the first on; fewer than given when Redis is away
   */
  public int sendAll(List<Command<String, String, ?>> commands, Predicate<String> isDone) {
    var open = openConnection();
    if (open == null) {
      return 0;
    }
    var sent = new ArrayList<AsyncCommand<String, String, ?>>();
    commands.forEach(command -> sent.add(new AsyncCommand<>(command)));
    try {
      return guarded(
          sync -> {
            open.dispatch(sent);
            await(sent);
            return done(sent, isDone);
          },
          open);
    } catch (RedisException | CircuitBreakerOpenException away) {
      LOG.debugf("Redis did not answer: %s", away.getMessage());
      return done(sent, isDone);
    }
  }

  /**
   * Hears what is published on a channel, again after every reconnection, until closed. The
   * listener runs on Redis' event loop: it must not block. What was published while the connection
   * was lost is never heard; see {@link #onBusChange}.
   */
  public RedisSubscription subscribe(String channel, Consumer<String> listener) {
    return bus.subscribe(channel, listener);
  }

  /**
   * Told {@code false} when what others publish can no longer be relied on to be heard here, and
   * {@code true} when it can again, but what was said in between was missed. Must not block.
   */
  public void onBusChange(Consumer<Boolean> listener) {
    bus.onChange(listener);
  }

  @Override
  public void close() {
    if (watching != null) {
      watching.close();
    }
    client.shutdown(0, 1, TimeUnit.SECONDS);
    resources.shutdown(0, 1, TimeUnit.SECONDS);
  }

  private static void await(List<AsyncCommand<String, String, ?>> sent) {
    long end = System.nanoTime() + COMMAND_TIMEOUT.toNanos();
    try {
      for (var command : sent) {
        try {
          var unused = command.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
          if (failed.getCause() instanceof RedisException away
              && !(away instanceof RedisCommandExecutionException)) {
            throw away;
          }
        }
      }
    } catch (TimeoutException late) {
      throw new RedisCommandTimeoutException("Not all of " + sent.size() + " were answered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RedisCommandInterruptedException(e);
    }
  }

  private static int done(List<AsyncCommand<String, String, ?>> sent, Predicate<String> isDone) {
    int done = 0;
    for (var command : sent) {
      boolean is =
          switch (command.state()) {
            case SUCCESS -> true;
            case FAILED -> isDone.test(String.valueOf(command.exceptionNow().getMessage()));
            case RUNNING, CANCELLED -> false;
          };
      if (!is) {
        return done;
      }
      done++;
    }
    return done;
  }

  @SuppressWarnings("unchecked") // The guard only wants to know that it is nothing asynchronous.
  private <T extends @Nullable Object> T guarded(
      Function<RedisCommands<String, String>, T> work,
      StatefulRedisConnection<String, String> open) {
    return (T) breaker.get(() -> work.apply(open.sync()), Object.class);
  }

  private @Nullable StatefulRedisConnection<String, String> openConnection() {
    var current = connection;
    return current != null && current.isOpen() ? current : null;
  }

  private void watch() throws InterruptedException {
    Thread.sleep(TICK);
    connectWhereMissing();
    bus.tick();
    closeTheBreakerAgain();
    replaceWhatCarriesNothing();
  }

  private void connectWhereMissing() {
    try {
      if (connection == null) {
        connection = client.connect(address);
      }
      if (!bus.isConnected()) {
        bus.connected(client.connectPubSub(address));
      }
    } catch (RedisException away) {
      LOG.debugf("No connection to Redis: %s", away.getMessage());
    }
  }

  /** Half-open, it needs a request to see that Redis answers; there may be no other. */
  private void closeTheBreakerAgain() {
    if (breakerOpen) {
      var unused = this.<@Nullable String>call(RedisCommands::ping, () -> null);
    }
  }

  private void replaceWhatCarriesNothing() {
    var now = System.nanoTime();
    if (bus.silence(now).compareTo(REPLACE_AFTER) > 0
        && now - replacedAt > REPLACE_AFTER.toNanos()) {
      replacedAt = now;
      channels.forEach(Channel::close); // The client sees a lost connection and makes another.
    }
  }

  private static ClientResources resources(Set<Channel> channels) {
    return ClientResources.builder()
        .ioThreadPoolSize(2)
        .computationThreadPoolSize(2)
        .reconnectDelay(
            Delay.fullJitter(
                Duration.ofMillis(50), Duration.ofSeconds(1), 50, TimeUnit.MILLISECONDS))
        .nettyCustomizer(
            new NettyCustomizer() {
              @Override
              public void afterChannelInitialized(Channel channel) {
                channels.add(channel);
                channel.closeFuture().addListener(gone -> channels.remove(channel));
              }
            })
        .build();
  }

  private static ClientOptions options() {
    var userTimeout =
        TcpUserTimeoutOptions.builder().enable().tcpUserTimeout(Duration.ofSeconds(3)).build();
    return ClientOptions.builder()
        .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
        .requestQueueSize(UNANSWERED_COMMANDS)
        .timeoutOptions(TimeoutOptions.enabled(COMMAND_TIMEOUT))
        .socketOptions(
            SocketOptions.builder()
                .connectTimeout(Duration.ofSeconds(1))
                .keepAlive(true)
                .tcpUserTimeout(userTimeout)
                .build())
        .build();
  }
}
