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
 * Revoked credentials and changed permissions of callers. Implemented by identity; used by whoever
 * serves a caller for longer than a request.
 */
public interface Revocations {
  /**
   * Calls the listener within a second of a revocation on any node, with or without Redis, on a
   * thread that may block. Also called for changes that revoke nothing, so the listener asks {@link
   * #today}. Called again when it throws, as soon as PostgreSQL is available.
   */
  void listen(Consumer<Revocation> listener);

  /**
   * The callers as an {@link Authenticator} would admit them now, by the given ones. Those who are
   * signed out, revoked, expired or deactivated are left out. Queries PostgreSQL in few statements,
   * however many callers there are; blocks.
   */
  Map<Caller, Caller> today(Collection<Caller> callers);

  /**
   * Whether something about the caller has changed in the last minutes. A revocation may happen
   * between the authentication of a request and what it begins, so whoever begins something {@link
   * #listen listens} first, then asks this, and if so asks {@link #today}.
   */
  boolean hasChangedLately(Caller caller);

  /** The callers who no longer have the permission. Blocks, as {@link #today}. */
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
