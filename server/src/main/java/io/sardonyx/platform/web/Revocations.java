package io.sardonyx.platform.web;

import io.sardonyx.platform.caller.Caller;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who was a caller and no longer is. Identity implements it; whoever serves a caller for longer
 * than a request asks.
 */
public interface Revocations {
  /**
   * The listener is told, on any thread, within a second of a revocation on any node, as long as
   * Redis carries it. It must not block.
   */
  void listen(Consumer<Revocation> listener);

  /**
   * Those among the callers whom an {@link Authenticator} would refuse now: signed out, revoked,
   * expired or deactivated. Asks PostgreSQL, in few statements however many they are; blocks.
   */
  Set<Caller> refused(Collection<Caller> callers);

  /**
   * @param loginSessionId the device that was signed out; absent when it is everything of the user
   */
  record Revocation(UUID userId, @Nullable UUID loginSessionId) {
    public boolean concerns(Caller caller) {
      return caller.userId().equals(userId)
          && (loginSessionId == null || loginSessionId.equals(caller.loginSessionId()));
    }
  }
}
