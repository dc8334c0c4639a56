package io.sardonyx.identity.people;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.Invitations;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.factors.Factors;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.identity.passwords.PasswordRules.PasswordOwner;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.mail.EmailAddress;
import io.sardonyx.platform.problem.Problem;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The people who manage an organization. Their rights come from the Workspace's team. */
@Singleton
public class CustomerUsers {
  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final Passwords passwords;
  private final PrincipalChanges changes;
  private final Invitations invitations;

  CustomerUsers(
      Database database, Passwords passwords, PrincipalChanges changes, Invitations invitations) {
    this.database = database;
    this.passwords = passwords;
    this.changes = changes;
    this.invitations = invitations;
  }

  /**
   * Somebody, at the one moment at which what lets them in can be told.
   *
   * @param oneTimePassword null when whoever made them chose it, and when they choose it themselves
   * @param invitationLink null unless they are invited and no mail is sent
   */
  public record WithPassword(
      CustomerUser person, @Nullable String oneTimePassword, @Nullable String invitationLink) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "WithPassword[" + person.id() + "]";
    }
  }

  /**
   * @param query what stands in their name or address; everybody when null
   * @param notInTeam only who is not in this one; any when null
   */
  Page<CustomerUser> list(
      Caller caller,
      @Nullable String query,
      @Nullable UUID notInTeam,
      @Nullable String cursor,
      int limit) {
    caller.require(IdentityPermissions.READ_PEOPLE);
    var tx = database.reading(caller);
    var found = CustomerUserStore.list(tx, query, notInTeam, Page.after(cursor), limit + 1);
    return Page.of(found, limit, CustomerUser::id);
  }

  CustomerUser find(Caller caller, UUID id) {
    caller.require(IdentityPermissions.READ_PEOPLE);
    return find(database.reading(caller), id);
  }

  /** With a password that they are to change, made up unless it is given. */
  public WithPassword create(Caller caller, PostCustomerUser wanted) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    checkEmail(wanted.email());
    var teamId = workspaceTeam(database.reading(caller), caller);
    var made =
        new NewCustomerUser(
            Ids.next(),
            Ids.next(),
            caller.organizationId(),
            caller.applicationId(),
            wanted.email(),
            wanted.displayName());
    TeamRules.mayGrant(
        caller,
        new TeamRules.Change(teamId, made.id(), false),
        Optional.empty(),
        wanted.roleOrDefault());
    var oneTime = wanted.password() == null && !wanted.invites() ? Passwords.oneTime() : null;
    var prepared = prepared(caller, wanted, oneTime);
    return refusingTaken(() ->
        database.asWorker(tx -> {
          var role = wanted.roleOrDefault();
          var person = insert(tx, caller, made, prepared, new Membership(teamId, role));
          return prepared == null
              ? invite(tx, caller, person)
              : new WithPassword(person, oneTime, null);
        }));
  }

  private Passwords.@Nullable Prepared prepared(
      Caller caller, PostCustomerUser wanted, @Nullable String oneTime) {
    var given = wanted.password();
    if (given != null) {
      return passwords.prepare(
          given, new PasswordOwner(caller.organizationId(), wanted.email()), true);
    }
    return oneTime == null ? null : passwords.prepareOneTime(oneTime);
  }

  /** Another mail, or link, for somebody who has not accepted yet. */
  WithPassword inviteAgain(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    return changing(
        caller,
        id,
        (tx, person) -> {
          if (!person.isInvited()) {
            throw Problem.conflict(
                "invitation_accepted", "They have a password. Reset it, if they forgot it.");
          }
          return invite(tx, caller, person);
        });
  }

  private WithPassword invite(Statements tx, Caller caller, CustomerUser person) {
    var account = Accounts.find(tx, person.appUserId()).orElseThrow();
    var link = invitations.send(tx, account, null);
    AuditLog.record(
        tx,
        caller,
        AuditEntry.of("customer_user.invited", "customer_user", person.id())
            .with(Map.of("email", person.email(), "link_shown", link != null)));
    return new WithPassword(find(tx, person.id()), null, link);
  }

  private record Membership(UUID teamId, String role) {}

  private static CustomerUser insert(
      Statements tx,
      Caller caller,
      NewCustomerUser made,
      Passwords.@Nullable Prepared password,
      Membership membership) {
    CustomerUserStore.insert(tx, made);
    if (password == null) {
      Accounts.recordInvitation(tx, made.appUserId());
    } else {
      Passwords.put(tx, made.appUserId(), password);
    }
    TeamStore.putMember(
        tx, made.organizationId(), membership.teamId(), made.id(), membership.role());
    AuditLog.record(
        tx,
        caller,
        AuditEntry.of("customer_user.created", "customer_user", made.id())
            .with(Map.of("email", made.email(), "role", membership.role())));
    return find(tx, made.id());
  }

  public CustomerUser update(Caller caller, UUID id, PatchCustomerUser change) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    var teamId = workspaceTeam(database.reading(caller), caller);
    var updated =
        database.as(
            caller,
            tx -> {
              if (change.role() != null) {
                var unused = Teams.putMember(tx, caller, teamId, id, change.role());
              }
              TeamStore.lock(tx, teamId);
              var before = mayChange(tx, caller, teamId, id);
              if (Boolean.FALSE.equals(change.isActive())) {
                TeamRules.ownerRemains(
                    tx, Teams.change(caller, teamId, before), TeamStore.role(tx, teamId, id));
              }
              CustomerUserStore.update(tx, id, change.displayName(), change.isActive());
              var after = find(tx, id);
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("customer_user.updated", "customer_user", id)
                      .with(Map.of("is_active", after.isActive())));
              PrincipalChanges.record(tx, caller.organizationId(), List.of(after.appUserId()));
              return after;
            });
    changes.announce(List.of(updated.appUserId()));
    if (change.isActive() != null) {
      // Nobody comes back by being activated again: they sign in anew.
      var unused = endLogins(caller, id, (tx, person) -> "deactivated");
    }
    return updated;
  }

  /** With everything that is theirs, which a job removes piece by piece. */
  void delete(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    var subject =
        changing(
            caller,
            id,
            (tx, person) -> {
              var teamId = workspaceTeam(tx, caller);
              TeamRules.ownerRemains(
                  tx, Teams.change(caller, teamId, person), TeamStore.role(tx, teamId, id));
              CustomerUserStore.delete(tx, person);
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("customer_user.deleted", "customer_user", id)
                      .with(Map.of("email", person.email())));
              PrincipalChanges.record(tx, caller.organizationId(), List.of(person.appUserId()));
              return person.appUserId();
            });
    changes.announce(List.of(subject));
  }

  /** For somebody who forgot it: a new one, to be told to them. They are signed out everywhere. */
  WithPassword resetPassword(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    var tx = database.reading(caller);
    var unused = mayChange(tx, caller, workspaceTeam(tx, caller), id);
    var oneTime = Passwords.oneTime();
    var prepared = passwords.prepareOneTime(oneTime);
    var person =
        endLogins(
            caller,
            id,
            (worker, whose) -> {
              Passwords.put(worker, whose.appUserId(), prepared);
              AuditLog.record(worker, caller, AuditEntry.of("password.reset", "customer_user", id));
              return "revoked";
            });
    return new WithPassword(person, oneTime, null);
  }

  /** For somebody who lost theirs: none, until they get another. They are signed out everywhere. */
  void resetFactors(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    var unused =
        endLogins(
            caller,
            id,
            (tx, person) -> {
              Factors.reset(tx, person.appUserId());
              AuditLog.record(tx, caller, AuditEntry.of("factors.reset", "customer_user", id));
              return "revoked";
            });
  }

  /**
   * @param before what else happens in the transaction; answers why the login sessions end
   */
  private CustomerUser endLogins(
      Caller caller, UUID id, BiFunction<Statements, CustomerUser, String> before) {
    var ended = new ArrayList<UUID>();
    var whose =
        changing(
            caller,
            id,
            (tx, person) -> {
              var why = before.apply(tx, person);
              ended.addAll(LoginSessions.endAll(tx, person.appUserId(), why));
              PrincipalChanges.record(tx, caller.organizationId(), ended);
              return person;
            });
    changes.announce(ended);
    return whose;
  }

  /**
   * As a worker, about somebody whom the caller may change: until it is done nobody gets another
   * role, so that who becomes an owner meanwhile is not changed by who may change no owner.
   */
  private <T> T changing(Caller caller, UUID id, BiFunction<Statements, CustomerUser, T> work) {
    // In the caller's name first: another organization's people do not exist.
    var seen = database.reading(caller);
    var teamId = workspaceTeam(seen, caller);
    var unused = find(seen, id);
    return database.asWorker(tx -> {
      TeamStore.lock(tx, teamId);
      return work.apply(tx, mayChange(tx, caller, teamId, id));
    });
  }

  static CustomerUser find(Statements tx, UUID id) {
    return CustomerUserStore.find(tx, id).orElseThrow(() -> Problem.notFound("customer user"));
  }

  private static CustomerUser mayChange(Statements tx, Caller caller, UUID teamId, UUID id) {
    var person = find(tx, id);
    TeamRules.mayManage(caller, TeamStore.role(tx, teamId, id));
    return person;
  }

  /** Who manages people is one of them, and so in the Workspace. */
  private static UUID workspaceTeam(Statements tx, Caller caller) {
    return TeamStore.ofApplication(tx, caller.applicationId());
  }

  public static void checkEmail(String email) {
    if (!EmailAddress.isOne(email)) {
      throw Problem.invalid("invalid_email", "This is no e-mail address.");
    }
  }

  /** The first person of a new organization, as the owner in its Workspace's team. */
  public static void insertOwner(Statements tx, NewCustomerUser owner) {
    CustomerUserStore.insert(tx, owner);
    TeamStore.putMember(
        tx,
        owner.organizationId(),
        TeamStore.ofApplication(tx, owner.workspaceId()),
        owner.id(),
        "owner");
  }

  public static <T> T refusingTaken(Supplier<T> work) {
    try {
      return work.get();
    } catch (PgException e) {
      if (UNIQUE_VIOLATION.equals(e.getSqlState())) {
        throw Problem.conflict("email_taken", "Somebody with this e-mail address exists already.");
      }
      throw e;
    }
  }
}
