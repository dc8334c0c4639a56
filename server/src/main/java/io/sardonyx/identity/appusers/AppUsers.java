package io.sardonyx.identity.appusers;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.AccountDirectory;
import io.sardonyx.identity.accounts.AccountSummary;
import io.sardonyx.identity.applications.Applications;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The people and bots who use applications. Those of the Workspace are the organization's own
 * people: what they may do is decided where they are customer users.
 */
@Singleton
public class AppUsers {
  private final Database database;
  private final PrincipalChanges changes;

  AppUsers(Database database, PrincipalChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  Page<AppUser> list(Caller caller, AppUserQuery query) {
    caller.require(IdentityPermissions.READ_APP_USERS);
    var application = query.applicationOr(caller.applicationId());
    var tx = database.reading(caller);
    if (!application.equals(caller.applicationId())) {
      Applications.find(tx, application);
    }
    var found = AppUserStore.list(tx, application, query, byAddress(caller, application, query));
    return Page.of(shown(found, caller), query.limit(), AppUser::id);
  }

  /**
   * Of who has it in their address as many as can be on the page. Nobody finds out an address by
   * asking for parts of it who may not read it.
   */
  private List<UUID> byAddress(Caller caller, UUID application, AppUserQuery query) {
    var wanted = query.query();
    return wanted == null || !caller.may(IdentityPermissions.MANAGE_APP_USERS)
        ? List.of()
        : AccountDirectory.find(
            database.working(),
            new AccountDirectory.Place(caller.organizationId(), application),
            wanted,
            query.after(),
            query.limit() + 1);
  }

  AppUser find(Caller caller, UUID id) {
    caller.require(IdentityPermissions.READ_APP_USERS);
    return shown(find(database.reading(caller), id), caller);
  }

  AppUser create(Caller caller, PostAppUser user) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    var wanted = user.applicationId() == null ? caller.applicationId() : user.applicationId();
    var application = Applications.find(database.reading(caller), wanted);
    if (application.isWorkspace() && user.userTypeOrDefault().equals("person")) {
      throw Problem.conflict(
          "workspace_people_are_customer_users",
          "People join the Workspace as customer users. Bots can be made here.");
    }
    // As the workers' role, for the user's topic is nobody's to make but the user's own.
    return database.asWorker(tx -> {
      var made =
          AppUserStore.insert(tx, caller.organizationId(), application.id(), user)
              .orElseThrow(() ->
                  Problem.conflict(
                      "external_id_taken",
                      "The application has a user with this external_id already."));
      AuditLog.record(
          tx,
          caller,
          AuditEntry.of("app_user.created", "app_user", made.id())
              .with(Map.of("external_id", made.externalId(), "role", made.role())));
      return made;
    });
  }

  /**
   * As a worker, in the transaction of whoever checked that it is theirs to delete. Nobody sees
   * them from now on; a job removes what is theirs piece by piece.
   *
   * @return whether they were there
   */
  public static boolean delete(Statements tx, UUID id) {
    return AppUserStore.delete(tx, id);
  }

  /** As a worker, in the transaction of whoever ends their login sessions too. */
  public static void deactivate(Statements tx, UUID id) {
    AppUserStore.deactivate(tx, id);
  }

  AppUser update(Caller caller, UUID id, PatchAppUser change) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    var updated =
        database.as(
            caller,
            tx -> {
              var before = find(tx, id);
              requireUnmanaged(before);
              var after =
                  AppUserStore.update(tx, id, change)
                      .orElseThrow(() -> Problem.notFound("app user"));
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("app_user.updated", "app_user", id)
                      .with(Map.of("role", after.role(), "is_active", after.isActive())));
              PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
              return after;
            });
    changes.announce(List.of(id));
    if (change.isActive() != null) {
      // Nobody comes back by being activated again: they sign in anew.
      endLogins(caller, id, "deactivated");
    }
    return shown(updated, caller);
  }

  /** With everything that is theirs. */
  void delete(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    var user = find(database.reading(caller), id);
    requireUnmanaged(user);
    database.asWorker(tx -> {
      if (!delete(tx, id)) {
        throw Problem.notFound("app user");
      }
      AuditLog.record(
          tx,
          caller,
          AuditEntry.of("app_user.deleted", "app_user", id)
              .with(Map.of("external_id", user.externalId())));
      PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
      return true;
    });
    changes.announce(List.of(id));
  }

  /**
   * Signs somebody else out everywhere, and refuses the tokens that were signed for them so far.
   */
  void signOut(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    requireUnmanaged(find(database.reading(caller), id));
    endLogins(caller, id, "revoked");
  }

  private void endLogins(Caller caller, UUID id, String because) {
    var subjects =
        database.asWorker(tx -> {
          var ended = LoginSessions.endAll(tx, id, because);
          AuditLog.record(
              tx,
              caller,
              AuditEntry.of("login_session.all_revoked", "app_user", id)
                  .with(Map.of("because", because)));
          PrincipalChanges.record(tx, caller.organizationId(), ended);
          return ended;
        });
    changes.announce(subjects);
  }

  static AppUser find(Statements tx, UUID id) {
    return AppUserStore.find(tx, id).orElseThrow(() -> Problem.notFound("app user"));
  }

  private AppUser shown(AppUser user, Caller caller) {
    return shown(List.of(user), caller).getFirst();
  }

  /**
   * When somebody was last here is not for everybody in the application, and by which address they
   * sign in only for who looks after them.
   *
   * @param found by the caller's own role
   */
  private List<AppUser> shown(List<AppUser> found, Caller caller) {
    var contacts =
        caller.may(IdentityPermissions.MANAGE_APP_USERS)
            ? AccountDirectory.of(
                database.working(),
                caller.organizationId(),
                found.stream().map(AppUser::id).toList())
            : Map.<UUID, AccountSummary>of();
    return found.stream()
        .map(user ->
            user.shown(
                contacts.get(user.id()),
                caller.may(IdentityPermissions.READ_PEOPLE) || user.id().equals(caller.userId())))
        .toList();
  }

  static void requireUnmanaged(AppUser user) {
    if (user.customerUserId() != null) {
      throw Problem.conflict(
          "managed_as_customer_user",
          "This is one of the organization's own people: change the customer user.");
    }
  }
}
