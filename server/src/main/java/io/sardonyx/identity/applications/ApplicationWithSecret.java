package io.sardonyx.identity.applications;

import java.time.Instant;
import java.util.UUID;

/**
 * An application at the one moment at which its secret is shown.
 *
 * @param secret what the application's backend signs with
 */
public record ApplicationWithSecret(
    UUID id, String name, String publishableKey, String secret, Instant createdAt) {

  static ApplicationWithSecret of(Applications.WithSecret made) {
    var application = made.application();
    return new ApplicationWithSecret(
        application.id(),
        application.name(),
        application.publishableKey(),
        made.secret(),
        application.createdAt());
  }

  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "ApplicationWithSecret[" + id + "]";
  }
}
