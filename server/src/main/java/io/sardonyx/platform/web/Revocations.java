package io.sardonyx.platform.web;

import io.sardonyx.platform.caller.Caller;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Who was a caller and no longer is. Identity implements it; whoever serves a caller for longer
 * than a request asks.
 */
public interface Revocations {
  /**
   * The listener is told within a second of a revocation on any node, whether or not Redis carries
   * it, on a thread that may block; also of changes that revoke nothing, so it asks {@link
   * #refused}.
   */
  void listen(Consumer<Revocation> listener);

  /**
   * Those among the callers whom an {@link Authenticator} would refuse now: signed out, revoked,
   * expired or deactivated. Asks PostgreSQL, in few statements however many they are; blocks.
   */
  Set<Caller> refused(Collection<Caller> callers);

  /**
   * @param subjects the login sessions, API keys, app users and applications that it is about
   */
  record Revocation(Set<UUID> subjects) {
    public boolean concerns(Caller caller) {
      return subjects.contains(caller.userId())
          || subjects.contains(caller.applicationId())
          || caller.loginSessionId() != null && subjects.contains(caller.loginSessionId())
          || caller.apiKeyId() != null && subjects.contains(caller.apiKeyId());
    }
  }
}
