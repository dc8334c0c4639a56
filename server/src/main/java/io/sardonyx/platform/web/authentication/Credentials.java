package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.web.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * The credentials in a request, not verified.
 *
 * @param bearer the token of {@code Authorization: Bearer}
 * @param accessCookie the cookie {@link SessionCookie#ACCESS}
 * @param apiKey the header {@code X-API-Key}
 * @param publishableKey the header {@code apikey}: the application whose backend signed the bearer
 *     token
 * @param csrf the header {@code X-CSRF-Token}
 * @param method the HTTP method, upper case
 * @param remoteAddress of the client: {@link ClientAddress}
 */
public record Credentials(
    @Nullable String bearer,
    @Nullable String accessCookie,
    @Nullable String apiKey,
    @Nullable String publishableKey,
    @Nullable String csrf,
    String method,
    String remoteAddress) {

  public boolean isEmpty() {
    return bearer == null && accessCookie == null && apiKey == null;
  }

  /** Whether the request may change something, so that a cookie needs its CSRF token. */
  public boolean isUnsafe() {
    return switch (method) {
      case "GET", "HEAD", "OPTIONS" -> false;
      default -> true;
    };
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "Credentials[" + method + " from " + remoteAddress + "]";
  }
}
