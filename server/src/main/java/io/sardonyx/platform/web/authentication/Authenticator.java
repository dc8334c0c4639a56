package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.routes.RequiredAction;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates the credentials of a request. May block: it is called on a virtual thread. It is on
 * the path of every request, so it must be fast.
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
   * @param open required actions that the caller may still have to do
   */
  Caller authenticate(Credentials credentials, Set<RequiredAction> open);

  /**
   * When the credentials expire unless they are revoked, for callers who are served for longer than
   * a request. A token may expire earlier by itself.
   *
   * @return null when they do not expire
   * @throws Problem as {@link #authenticate}
   */
  @Nullable Instant goodUntil(Credentials credentials);
}
