package io.sardonyx.platform.boot;

import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.StoreAddresses;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseClock;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** What every feature injects. */
final class PlatformBeans {
  private PlatformBeans() {}

  @Produces
  @Singleton
  static DatabaseClock clock(Database database) {
    return DatabaseClock.open(database, InstantSource.system());
  }

  static void close(@Disposes DatabaseClock clock) {
    clock.close();
  }

  @Produces
  @Singleton
  static StoreAddresses storeAddresses() {
    return ProgramLifecycle.program().addresses();
  }

  @Produces
  @Singleton
  static RootKey rootKey() {
    return ProgramLifecycle.program().rootKey();
  }

  @Produces
  @Singleton
  static Database database(Vertx vertx, StoreAddresses stores, Settings settings) {
    return Database.open(
        vertx,
        stores.api(),
        stores.workers(),
        Database.connections(settings.databaseConnections()));
  }

  static void close(@Disposes Database database) {
    database.close();
  }

  @Produces
  @Singleton
  static Redis redis(StoreAddresses stores) {
    return Redis.open(stores.redisUrl());
  }

  static void close(@Disposes Redis redis) {
    redis.close();
  }
}
