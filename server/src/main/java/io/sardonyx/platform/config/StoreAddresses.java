package io.sardonyx.platform.config;

import io.sardonyx.platform.database.DatabaseLogin;

/**
 * Where PostgreSQL and Redis are, migrated and ready: the embedded ones or those of the settings.
 *
 * @param redisUrl with the password, so never to be logged
 */
public record StoreAddresses(DatabaseLogin api, DatabaseLogin workers, String redisUrl) {
  @Override
  public String toString() {
    return "PostgreSQL at %s:%d/%s".formatted(api.host(), api.port(), api.database());
  }
}
