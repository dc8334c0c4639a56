package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.routes.RequiredAction;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a request brought along into its caller. May block: it is called on a virtual thread.
 * Must be quick where it can, for it is on the path of every request.
 */
public interface Authenticator {
  /**
   * @throws Problem {@link Problem.Kind#UNAUTHENTICATED} when there are no credentials or they do
   *     not hold; {@link Problem.Kind#FORBIDDEN} when a cookie came without its CSRF token, and
   *     when there is something to do first
   */
  default Caller authenticate(Credentials credentials) {
    return authenticate(credentials, Set.of());
  }

  /**
   * @param open what need not be done first: the same is asked for, apart from these
   */
  Caller authenticate(Credentials credentials, Set<RequiredAction> open);

  /**
   * Until when these credentials are good if nobody revokes them, for who is served for longer than
   * a request. A token's own end, which stands in it, may come before.
   *
   * @return null when they do not end by themselves
   * @throws Problem as {@link #authenticate}
   */
  @Nullable Instant goodUntil(Credentials credentials);
}
