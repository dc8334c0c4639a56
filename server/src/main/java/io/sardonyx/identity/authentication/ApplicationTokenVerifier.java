package io.sardonyx.identity.authentication;

import io.sardonyx.platform.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Verifies the tokens that applications' backends sign. One bean implements it. */
public interface ApplicationTokenVerifier {
  /**
   * @throws Problem unless the application's current secret signed it, not long ago
   */
  Principal verify(String publishableKey, String token);

  /** Of a token that was verified just now; null when it is no longer remembered. */
  @Nullable Instant signedAt(String publishableKey, String token);
}
