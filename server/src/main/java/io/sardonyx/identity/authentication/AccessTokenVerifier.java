package io.sardonyx.identity.authentication;

import io.sardonyx.platform.problem.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Verifies the access tokens that we issue to login sessions. One bean implements it. */
public interface AccessTokenVerifier {
  /** Whether it looks like one of ours; says nothing about its signature. */
  boolean isAccessToken(String token);

  /**
   * @throws Problem unless we signed it, it has not expired and its login session goes on
   */
  Principal verify(String token);

  /** Whether it is the CSRF token of that login session. */
  boolean isCsrfToken(@Nullable String token, UUID loginSessionId);
}
