package io.sardonyx.platform.boot;

import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.StoreAddresses;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.DatabaseLogin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** PostgreSQL and Redis, brought up and migrated: the embedded ones, or those of the settings. */
final class Stores implements AutoCloseable {
  private final Settings settings;
  private final Path home;
  private final RootKey rootKey;

  private Stores(Settings settings, Path home, RootKey rootKey) {
    this.settings = settings;
    this.home = home;
    this.rootKey = rootKey;
  }

  static Stores of(Settings settings) throws IOException {
    var home = settings.home().toAbsolutePath().normalize();
    Files.createDirectories(home);
    var rootKey =
        settings.rootKey().isPresent()
            ? RootKey.parse(settings.rootKey().get())
            : RootKey.ofFile(home.resolve("root.key"));
    return new Stores(settings, home, rootKey);
  }

  RootKey rootKey() {
    return rootKey;
  }

  StoreAddresses start() throws IOException, SQLException {
    var redis =
        settings.redisUrl().isPresent()
            ? settings.redisUrl().get()
            : new EmbeddedRedis(home, rootKey).start();
    var owner =
        settings.databaseUrl().isPresent()
            ? DatabaseUrl.parse(settings.databaseUrl().get())
            : embeddedOwner();
    new Schema(owner, rootKey).bringUp();
    return new StoreAddresses(
        owner.as(Schema.API, Schema.password(rootKey, Schema.API)),
        owner.as(Schema.WORKER, Schema.password(rootKey, Schema.WORKER)),
        redis);
  }

  private DatabaseLogin embeddedOwner() throws IOException, SQLException {
    var superuser = new EmbeddedPostgres(home, rootKey).start();
    return Schema.ownedDatabase(superuser, rootKey);
  }

  @Override
  public void close() throws IOException {
    if (settings.redisUrl().isEmpty()) {
      new EmbeddedRedis(home, rootKey).stop();
    }
    if (settings.databaseUrl().isEmpty()) {
      new EmbeddedPostgres(home, rootKey).stop();
    }
  }
}
