package io.sardonyx.identity.standing;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.web.Revocations;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Tells who is connected for longer than a request whether they may stay. */
@Singleton
class CallerRevocations implements Revocations {
  private final Database database;
  private final StandingChanges changes;

  CallerRevocations(Database database, StandingChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  @Override
  public void listen(Consumer<Revocation> listener) {
    changes.listen(subjects -> listener.accept(new Revocation(subjects)));
  }

  /** Three statements, however many they are: a login session or a key stands for its user too. */
  @Override
  public Set<Caller> refused(Collection<Caller> callers) {
    var working = database.working();
    var logins = StandingStore.liveLoginSessions(working, ids(callers, Caller::loginSessionId));
    var keys = StandingStore.liveApiKeys(working, ids(callers, Caller::apiKeyId));
    var users =
        StandingStore.liveUsers(
            working,
            ids(
                callers,
                caller ->
                    caller.loginSessionId() == null && caller.apiKeyId() == null
                        ? caller.userId()
                        : null));
    var refused = new HashSet<Caller>();
    for (var caller : callers) {
      var login = caller.loginSessionId();
      var key = caller.apiKeyId();
      boolean stays =
          login != null
              ? logins.contains(login)
              : key != null ? keys.contains(key) : users.contains(caller.userId());
      if (!stays) {
        refused.add(caller);
      }
    }
    return refused;
  }

  private static UUID[] ids(Collection<Caller> callers, Function<Caller, @Nullable UUID> id) {
    return callers.stream().map(id).filter(Objects::nonNull).distinct().toArray(UUID[]::new);
  }
}
