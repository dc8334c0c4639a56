package io.sardonyx.platform.observe;

import io.sardonyx.platform.cache.Redis;
import io.sardonyx.platform.database.Database;
import jakarta.inject.Singleton;

/** The stores that every feature stands on. */
final class StoreChecks {
  private StoreChecks() {}

  @Singleton
  static class DatabaseCheck implements HealthCheck {
    private final Database database;

    DatabaseCheck(Database database) {
      this.database = database;
    }

    @Override
    public String name() {
      return "database";
    }

    @Override
    public void check() {
      database.working().query("select 1");
    }
  }

  /** Without Redis everything goes on, from PostgreSQL. */
  @Singleton
  static class RedisCheck implements HealthCheck {
    private final Redis redis;

    RedisCheck(Redis redis) {
      this.redis = redis;
    }

    @Override
    public String name() {
      return "redis";
    }

    @Override
    public void check() {
      if (!redis.isUp()) {
        throw new IllegalStateException("Redis does not answer");
      }
    }

    @Override
    public boolean required() {
      return false;
    }
  }
}
