package io.sardonyx.identity.factors;

import java.util.UUID;

/**
 * A factor at the one moment at which its secret is shown.
 *
 * @param secret as it is typed into an authenticator
 * @param uri the same as authenticators read it from a picture
 * @param picture that picture, as SVG
 */
public record EnrolledFactor(
    UUID id, String friendlyName, String secret, String uri, String picture) {
  /** Secrets stay out of logs. */
  @Override
  public String toString() {
    return "EnrolledFactor[" + id + "]";
  }
}
