package io.sardonyx.identity.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.web.authentication.Revocations;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells who is connected for longer than a request whether they may stay, and with what rights. */
@Singleton
class CallerRevocations implements Revocations {
  private final Database database;
  private final PrincipalChanges changes;

  CallerRevocations(Database database, PrincipalChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  @Override
  public void listen(Consumer<Revocation> listener) {
    changes.listen(subjects -> listener.accept(new Revocation(subjects)));
  }

  @Override
  public boolean hasChangedLately(Caller caller) {
    var subjects = new HashSet<UUID>();
    subjects.add(caller.userId());
    subjects.add(caller.applicationId());
    if (caller.loginSessionId() != null) {
      subjects.add(caller.loginSessionId());
    }
    if (caller.apiKeyId() != null) {
      subjects.add(caller.apiKeyId());
    }
    return changes.hasChange(subjects);
  }

  /** Three statements, however many they are: a login session or a key stands for its user too. */
  @Override
  public Map<Caller, Caller> today(Collection<Caller> callers) {
    var working = database.working();
    var logins = PrincipalStore.ofLoginSessions(working, ids(callers, Caller::loginSessionId));
    var keys = PrincipalStore.ofApiKeys(working, ids(callers, Caller::apiKeyId));
    var users =
        PrincipalStore.ofUsers(
            working, ids(callers, caller -> isVouchedFor(caller) ? caller.userId() : null));
    var today = new HashMap<Caller, Caller>();
    for (var caller : callers) {
      var login = caller.loginSessionId();
      var key = caller.apiKeyId();
      var principal =
          login != null
              ? logins.get(login)
              : key != null ? keys.get(key) : users.get(caller.userId());
      Optional.ofNullable(principal)
          .filter(found -> !found.mustChangePasswordFirst())
          .filter(found -> !found.mustShowSecondFactorFirst() && !found.mustEnrollFirst())
          .filter(found -> !isRevoked(caller, found))
          .map(Principal::caller)
          .ifPresent(now -> today.put(caller, caller.as(now.role(), now.scopes())));
    }
    return today;
  }

  /** By the token of an application's backend. */
  private static boolean isVouchedFor(Caller caller) {
    return caller.loginSessionId() == null && caller.apiKeyId() == null;
  }

  private static boolean isRevoked(Caller caller, Principal principal) {
    var signedAt = caller.signedAt();
    return isVouchedFor(caller) && (signedAt == null || signedAt.isBefore(principal.notBefore()));
  }

  private static UUID[] ids(Collection<Caller> callers, Function<Caller, @Nullable UUID> id) {
    return callers.stream().map(id).filter(Objects::nonNull).distinct().toArray(UUID[]::new);
  }
}
