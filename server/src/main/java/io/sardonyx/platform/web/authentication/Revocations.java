package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Who was a caller and no longer is, or is one with other rights. Identity implements it; whoever
 * serves a caller for longer than a request asks.
 */
public interface Revocations {
  /**
   * The listener is told within a second of a revocation on any node, whether or not Redis carries
   * it, on a thread that may block; also of changes that revoke nothing, so it asks {@link #today}.
   * When it throws it is told again, as soon as PostgreSQL answers.
   */
  void listen(Consumer<Revocation> listener);

  /**
   * With which rights an {@link Authenticator} would let the callers in now; those whom it would
   * refuse are not there: signed out, revoked, expired or deactivated. Asks PostgreSQL, in few
   * statements however many they are; blocks.
   */
  Map<Caller, Caller> today(Collection<Caller> callers);

  /**
   * Whether something about the caller has changed in the last minutes. A revocation may pass
   * between a request's authentication and what it begins; so whoever begins something {@link
   * #listen listens} first, asks this, and if so asks {@link #today}.
   */
  boolean hasChangedLately(Caller caller);

  /** Those among the callers who may not do that any more. Blocks, as {@link #today}. */
  default Set<Caller> without(Permission permission, Collection<Caller> callers) {
    var today = today(callers);
    return callers.stream()
        .filter(caller -> {
          var now = today.get(caller);
          return now == null || !now.may(permission);
        })
        .collect(Collectors.toSet());
  }

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
