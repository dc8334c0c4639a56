package io.sardonyx.identity.tokens;

import io.sardonyx.platform.config.Settings;

/**
 * Who says that they signed a token: the address at which the keys are found.
 *
 * @param issuer a URL without a slash at its end
 * @param isShared whether all nodes that share a database say the same; where each knows only the
 *     address on which it listens, the signature alone decides
 */
record TokenOrigin(String issuer, boolean isShared) {
  static TokenOrigin of(Settings settings) {
    return settings
        .publicUrl()
        .map(url -> new TokenOrigin(withoutSlash(url), true))
        .orElseGet(() ->
            new TokenOrigin("http://%s:%d".formatted(host(settings), settings.port()), false));
  }

  boolean accepts(String named) {
    return !isShared || issuer.equals(named);
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Nobody reaches it at every address. */
  private static String host(Settings settings) {
    var host = settings.host();
    if (host.equals("0.0.0.0") || host.equals("::")) {
      return "localhost";
    }
    return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
  }
}
