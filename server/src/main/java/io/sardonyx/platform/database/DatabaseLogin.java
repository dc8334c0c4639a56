package io.sardonyx.platform.database;

import io.vertx.pgclient.SslMode;
import java.util.Locale;

/** Where PostgreSQL is and as whom to log in. */
public record DatabaseLogin(
    String host, int port, String database, String user, String password, SslMode sslMode) {

  public DatabaseLogin as(String otherUser, String otherPassword) {
    return new DatabaseLogin(host, port, database, otherUser, otherPassword, sslMode);
  }

  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s?sslmode=%s"
        .formatted(host, port, database, sslMode.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  @Override
  public String toString() {
    return "%s@%s:%d/%s".formatted(user, host, port, database);
  }
}
