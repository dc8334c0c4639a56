package io.sardonyx.platform.config;

import io.sardonyx.platform.database.DatabaseLogin;
import io.vertx.pgclient.SslMode;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads {@code postgresql://user:password@host:port/database?sslmode=…}, as libpq writes it. */
public final class DatabaseUrl {
  private DatabaseUrl() {}

  /**
   * @throws InvalidSetting when it is not such an address; the sentence does not quote the password
   */
  public static DatabaseLogin parse(String text) {
    URI url;
    try {
      url = URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw invalid();
    }
    var scheme = url.getScheme();
    var user = url.getRawUserInfo();
    var path = url.getRawPath();
    if (!("postgresql".equals(scheme) || "postgres".equals(scheme))
        || url.getHost() == null
        || user == null
        || user.indexOf(':') < 1
        || path == null
        || path.length() < 2) {
      throw invalid();
    }
    var colon = user.indexOf(':');
    return new DatabaseLogin(
        url.getHost(),
        url.getPort() < 0 ? 5432 : url.getPort(),
        decode(path.substring(1)),
        decode(user.substring(0, colon)),
        decode(user.substring(colon + 1)),
        sslMode(url.getRawQuery() == null ? "" : url.getRawQuery()));
  }

  private static SslMode sslMode(String query) {
    if (query.isEmpty()) {
      return SslMode.PREFER;
    }
    if (!query.startsWith("sslmode=")) {
      throw new InvalidSetting(
          "SARDONYX_DATABASE_URL may have sslmode after the question mark, and nothing else.");
    }
    var value = query.substring("sslmode=".length());
    return Arrays.stream(SslMode.values())
        .filter(mode -> mode.value.equals(value))
        .findFirst()
        .orElseThrow(() ->
            new InvalidSetting(
                "SARDONYX_DATABASE_URL has an unknown sslmode: use disable, allow, prefer,"
                    + " require, verify-ca or verify-full."));
  }

  private static String decode(String part) {
    return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static InvalidSetting invalid() {
    return new InvalidSetting(
        "SARDONYX_DATABASE_URL is not an address like"
            + " postgresql://user:password@host:5432/database?sslmode=verify-full.");
  }
}
