package io.sardonyx.platform.web;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a request brought along into its caller. May block: it is called on a virtual thread.
 * Must be quick where it can, for it is on the path of every request.
 */
public interface Authenticator {
  /**
   * @throws Problem {@link Problem.Kind#UNAUTHENTICATED} when there are no credentials or they do
   *     not hold; {@link Problem.Kind#FORBIDDEN} when a cookie came without its CSRF token, and
   *     when the password has to be changed first
   */
  Caller authenticate(Credentials credentials);

  /** For what somebody may do whose password has to be changed. */
  Caller authenticateBeforePasswordChange(Credentials credentials);

  /**
   * Until when these credentials are good if nobody revokes them, for who is served for longer than
   * a request. A token's own end, which stands in it, may come before.
   *
   * @return null when they do not end by themselves
   * @throws Problem as {@link #authenticate}
   */
  @Nullable Instant goodUntil(Credentials credentials);
}
