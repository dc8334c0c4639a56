package io.sardonyx.platform.web;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;

/**
 * Turns what a request brought along into its caller. May block: it is called on a virtual thread.
 * Must be quick where it can, for it is on the path of every request.
 */
public interface Authenticator {
  /**
   * @throws Problem {@link Problem.Kind#UNAUTHENTICATED} when there are no credentials or they do
   *     not hold; {@link Problem.Kind#FORBIDDEN} when a cookie came without its CSRF token
   */
  Caller authenticate(Credentials credentials);
}
