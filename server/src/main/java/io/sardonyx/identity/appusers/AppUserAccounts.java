package io.sardonyx.identity.appusers;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.AccountSummary;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.Invitations;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.NewAccount;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.applications.Application;
import io.sardonyx.identity.applications.Applications;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.mail.EmailAddress;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The accounts by which an application's users sign in by themselves. */
@Singleton
public class AppUserAccounts {
  private static final int MAX_NAME = 200;

  private final Database database;
  private final Invitations invitations;

  AppUserAccounts(Database database, Invitations invitations) {
    this.database = database;
    this.invitations = invitations;
  }

  /** Somebody new, or who has the address and has not confirmed it yet. */
  InvitedAppUser invite(Caller caller, PostInvitation wanted) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    var application = Applications.find(database.reading(caller), wanted.applicationId());
    if (application.isWorkspace()) {
      throw Problem.conflict(
          "workspace_people_are_customer_users", "People join the Workspace as customer users.");
    }
    var email = wanted.email().strip();
    if (!EmailAddress.isOne(email)) {
      throw Problem.invalid("invalid_email", "This is no e-mail address.");
    }
    var made =
        new NewAccount(
            Ids.next(),
            caller.organizationId(),
            application.id(),
            email,
            null,
            false,
            wanted.metadata(),
            Map.of());
    return database.asWorker(tx -> {
      Accounts.lockAddress(tx, made.applicationId(), made.email());
      var account =
          unconfirmed(tx, made, Actor.of(caller))
              .orElseThrow(() ->
                  Problem.conflict("email_taken", "Somebody with this e-mail address uses it."));
      return invite(tx, caller, account, application);
    });
  }

  /** Another mail, or link, for somebody who has not accepted yet. */
  InvitedAppUser inviteAgain(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    var application = applicationOf(caller, id);
    return database.asWorker(tx -> {
      var account = account(tx, id);
      if (account.isConfirmed()) {
        throw Problem.conflict(
            "invitation_accepted",
            "They are here already. Mail them a link, to choose a password.");
      }
      return invite(tx, caller, account, application);
    });
  }

  private InvitedAppUser invite(
      Statements tx, Caller caller, Account account, Application application) {
    Accounts.recordInvitation(tx, account.appUserId());
    var link = invitations.send(tx, account, redirect(application));
    AuditLog.record(
        tx,
        caller,
        AuditEntry.of("app_user.invited", "app_user", account.appUserId())
            .with(Map.of("email", account.email(), "link_shown", link != null)));
    var user = AppUserStore.find(tx, account.appUserId()).orElseThrow();
    return new InvitedAppUser(user.shown(AccountSummary.of(account), true), link);
  }

  /** The mail that they would get who say that they forgot their password. */
  PasswordResetMail mailPassword(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_APP_USERS);
    var application = applicationOf(caller, id);
    return database.asWorker(tx -> {
      var account = account(tx, id);
      new LinkRequest(
              account.applicationId(),
              account.email(),
              TokenPurpose.RECOVERY,
              redirect(application))
          .enqueue(tx);
      AuditLog.record(
          tx,
          caller,
          AuditEntry.of("app_user.password_mailed", "app_user", id)
              .with(Map.of("email", account.email())));
      return new PasswordResetMail(account.email(), invitations.hasMailServer());
    });
  }

  /** Of somebody whom the caller's own role sees, and who is none of the organization's people. */
  private Application applicationOf(Caller caller, UUID id) {
    var tx = database.reading(caller);
    var user = AppUsers.find(tx, id);
    AppUsers.requireUnmanaged(user);
    return Applications.find(tx, user.applicationId());
  }

  private static Account account(Statements tx, UUID id) {
    return Accounts.find(tx, id)
        .filter(account -> !account.isDeleted())
        .orElseThrow(() ->
            Problem.conflict(
                "account_not_found", "They have no account: your server says who they are."));
  }

  private static @Nullable String redirect(Application application) {
    List<String> allowed = application.redirectUrls();
    return allowed.isEmpty() ? null : allowed.getFirst();
  }

  /**
   * In the transaction that invites them. Empty when somebody is there with the address, who has
   * confirmed it: then nothing of the transaction may stay.
   */
  public static Optional<Account> unconfirmed(Statements tx, NewAccount wanted, Actor by) {
    var before = Accounts.find(tx, wanted.applicationId(), wanted.email());
    if (before.isPresent()) {
      return before.filter(account -> !account.isConfirmed());
    }
    return insert(tx, wanted, by) ? Accounts.find(tx, wanted.appUserId()) : Optional.empty();
  }

  /**
   * An app user, and the account by which they sign in.
   *
   * @return false when the address or the id is taken: then nothing of the transaction may stay
   */
  public static boolean insert(Statements tx, NewAccount made, Actor by) {
    if (!AppUserStore.insertWithAccount(
            tx, made.appUserId(), made.organizationId(), made.applicationId(), name(made))
        || !Accounts.insert(tx, made)) {
      return false;
    }
    AuditLog.record(tx, by, AuditEntry.of("account.created", "app_user", made.appUserId()));
    return true;
  }

  /** What others in the application see of them until they say otherwise. */
  private static String name(NewAccount made) {
    for (var key : new String[] {"display_name", "full_name", "name"}) {
      if (made.userMetadata().get(key) instanceof String name && !name.isBlank()) {
        return cut(name.strip());
      }
    }
    return cut(made.email().substring(0, made.email().indexOf('@')));
  }

  /** Never between the halves of one character. */
  private static String cut(String name) {
    return name.length() > MAX_NAME
        ? name.substring(
            0, MAX_NAME - (Character.isHighSurrogate(name.charAt(MAX_NAME - 1)) ? 1 : 0))
        : name;
  }
}
