package io.sardonyx.platform.boot;

import io.sardonyx.platform.config.DatabaseUrl;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.StoreAddresses;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import io.sardonyx.platform.threads.RepeatingTask;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.logging.Logger;

/**
 * PostgreSQL and Redis, brought up and migrated: the embedded ones, or those of the settings. The
 * first node of a home starts the embedded ones; the last that uses them stops them.
 */
final class Stores implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Stores.class);
  private static final int JOIN_SECONDS = 120;

  /**
   * For so long a node that joined may be first, see {@link #lookAfterServers}, without keeping it.
   */
  private static final int STANDING_IN_MILLIS = 2_000;

  private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);

  private final Settings settings;
  private final Home home;
  private final RootKey rootKey;
  private final EmbeddedPostgres postgres;
  private final EmbeddedRedis redis;
  private boolean closed;

  private Stores(Settings settings, Home home, RootKey rootKey) {
    this.settings = settings;
    this.home = home;
    this.rootKey = rootKey;
    this.postgres = new EmbeddedPostgres(home.directory(), rootKey);
    this.redis = new EmbeddedRedis(home.directory(), rootKey);
  }

  /**
   * @param join whether to use the servers of a node that has the home already
   */
  static Stores open(Settings settings, boolean join) throws IOException {
    var directory = Home.create(settings.home());
    var rootKey =
        settings.rootKey().isPresent()
            ? RootKey.parse(settings.rootKey().get())
            : RootKey.ofFile(directory.resolve("root.key"));
    var stores = new Stores(settings, Home.open(directory), rootKey);
    if (stores.embedsAny() && !stores.home.becomeFirst(join ? 0 : STANDING_IN_MILLIS) && !join) {
      throw new StartFailure(
          "%s is in use by %s: stop that, choose another SARDONYX_HOME, or add a node with --join."
              .formatted(directory, stores.home.introduction().orElse("another node")));
    }
    return stores;
  }

  RootKey rootKey() {
    return rootKey;
  }

  StoreAddresses start() throws IOException, SQLException {
    if (!embedsAny()) {
      return prepared(
          DatabaseUrl.parse(settings.databaseUrl().orElseThrow()),
          settings.redisUrl().orElseThrow());
    }
    if (!home.isFirst()) {
      return joined();
    }
    StaleFiles.remove(home.directory());
    home.introduce(
        "process %d (port %d)".formatted(ProcessHandle.current().pid(), settings.port()));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var redisUrl = threads.submit(this::startedRedis);
      var addresses = prepared(startedDatabase(), await(redisUrl));
      home.use();
      return addresses;
    }
  }

  /** Keeps the embedded servers up: what died by itself, or of lack of memory, comes back. */
  void watch() {
    if (embedsAny()) {
      var unused = RepeatingTask.start("stores", this::keepAlive);
    }
  }

  @Override
  public void close() throws IOException {
    synchronized (home) {
      closed = true;
      if (embedsAny()) {
        var unused = home.alone(this::stopServers);
      }
      home.close();
    }
  }

  private StoreAddresses joined() throws IOException, SQLException {
    for (int i = 0; i < JOIN_SECONDS * 20; i++) {
      home.use();
      var owner = runningDatabase();
      var redisUrl = settings.redisUrl().isPresent() ? settings.redisUrl() : redis.address();
      if (owner.isPresent() && redisUrl.isPresent()) {
        return prepared(owner.get(), redisUrl.get());
      }
      home.release();
      if (home.becomeFirst()) {
        return start(); // The one that had the home went in the meantime.
      }
      PollInterval.milliseconds(50);
    }
    throw new StartFailure(
        "%s, which has %s, did not start its PostgreSQL and Redis within two minutes."
            .formatted(home.introduction().orElse("The node"), home.directory()));
  }

  private StoreAddresses prepared(DatabaseLogin owner, String redisUrl)
      throws IOException, SQLException {
    new Schema(owner, rootKey).bringUp();
    return new StoreAddresses(
        owner.as(Schema.API, Schema.password(rootKey, Schema.API)),
        owner.as(Schema.WORKER, Schema.password(rootKey, Schema.WORKER)),
        redisUrl);
  }

  private DatabaseLogin startedDatabase() throws IOException, SQLException {
    return settings.databaseUrl().isPresent()
        ? DatabaseUrl.parse(settings.databaseUrl().get())
        : OwnedDatabase.of(postgres.start(() -> stopUnused(postgres::stop)), rootKey);
  }

  private Optional<DatabaseLogin> runningDatabase() throws IOException, SQLException {
    if (settings.databaseUrl().isPresent()) {
      return settings.databaseUrl().map(DatabaseUrl::parse);
    }
    var superuser = postgres.login();
    return superuser.isPresent()
        ? Optional.of(OwnedDatabase.of(superuser.get(), rootKey))
        : Optional.empty();
  }

  private String startedRedis() throws IOException {
    return settings.redisUrl().isPresent()
        ? settings.redisUrl().get()
        : redis.start(() -> stopUnused(redis::stop));
  }

  /** One that runs with other settings: stopped, unless a node that joined still works with it. */
  private void stopUnused(Home.StoppingWork stop) throws IOException {
    if (!home.alone(stop)) {
      throw new StartFailure(
          "Other nodes still use the PostgreSQL and Redis of %s, which run with other settings:"
                  .formatted(home.directory())
              + " stop those nodes first, or add this one with --join.");
    }
  }

  private void stopServers() throws IOException {
    if (settings.redisUrl().isEmpty()) {
      redis.stop();
    }
    if (settings.databaseUrl().isEmpty()) {
      postgres.stop();
    }
  }

  private void keepAlive() throws InterruptedException {
    Thread.sleep(CHECK_INTERVAL);
    synchronized (home) {
      if (closed) {
        throw new InterruptedException("closed");
      }
      try {
        lookAfterServers();
      } catch (IOException e) {
        LOG.warn("An embedded server could not be started again", e);
      }
    }
  }

  /** When the first node has gone, those that joined stand in for it, one at a time. */
  private void lookAfterServers() throws IOException {
    if (home.isFirst()) {
      reviveDead();
    } else if (home.becomeFirst()) {
      try {
        reviveDead();
      } finally {
        home.resign();
      }
    }
  }

  private void reviveDead() throws IOException {
    if (settings.databaseUrl().isEmpty() && !postgres.isAlive()) {
      LOG.warn("The embedded PostgreSQL has died; starting it again");
      postgres.revive();
    }
    if (settings.redisUrl().isEmpty() && !redis.isAlive()) {
      LOG.warn("The embedded Redis has died; starting it again");
      redis.revive();
    }
  }

  private boolean embedsAny() {
    return settings.databaseUrl().isEmpty() || settings.redisUrl().isEmpty();
  }

  private static <T> T await(Future<T> work) throws IOException {
    try {
      return work.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StartFailure failure -> throw failure;
        case IOException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("The start was interrupted.", e);
    }
  }
}
