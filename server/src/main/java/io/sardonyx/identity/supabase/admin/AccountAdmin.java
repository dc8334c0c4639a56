package io.sardonyx.identity.supabase.admin;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.AccountPages;
import io.sardonyx.identity.accounts.AccountPages.AccountQuery;
import io.sardonyx.identity.accounts.AccountStatus;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.LinkMails;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.NewAccount;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.identity.appusers.AppUserAccounts;
import io.sardonyx.identity.appusers.AppUsers;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.identity.passwords.PasswordRules.PasswordOwner;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.BanDuration;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an application's backend does with the accounts of its users, by the application's secret.
 */
@Singleton
class AccountAdmin {
  private final Database database;
  private final Passwords passwords;
  private final PrincipalChanges changes;
  private final OneTimeTokens tokens;
  private final LinkMails mails;
  private final InstantSource clock;

  AccountAdmin(
      Database database,
      Passwords passwords,
      PrincipalChanges changes,
      OneTimeTokens tokens,
      LinkMails mails,
      InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.changes = changes;
    this.tokens = tokens;
    this.mails = mails;
    this.clock = clock;
  }

  /** Who calls, and from where. */
  record Backend(ApplicationKey application, String address) {
    Actor doer() {
      return new Actor(application.organizationId(), application.applicationId(), null, address);
    }
  }

  record UserAccount(List<UserView> users, long total) {}

  /**
   * @param page from 1
   */
  UserAccount list(AccountQuery query, int page, int perPage) {
    var users =
        AccountPages.list(database.working(), query, (page - 1) * perPage, perPage).stream()
            .map(UserView::of)
            .toList();
    return new UserAccount(users, AccountPages.count(database.working(), query));
  }

  UserView get(Backend backend, UUID id) {
    return UserView.of(find(database.working(), backend, id));
  }

  UserView create(Backend backend, AdminUser wanted) {
    AdminUserFields.requireSupported(wanted);
    var email = RequestValidation.email(wanted.email());
    var ban = wanted.banDuration() == null ? null : BanDuration.parse(wanted.banDuration());
    var role = AdminUserFields.role(wanted.role());
    var id = AdminUserFields.id(wanted.id());
    var made =
        new NewAccount(
            id == null ? Ids.next() : id,
            backend.application().organizationId(),
            backend.application().applicationId(),
            email,
            hash(backend, wanted, email),
            Boolean.TRUE.equals(wanted.emailConfirm()),
            RequestValidation.metadata(wanted.userMetadata()),
            RequestValidation.metadata(wanted.appMetadata()));
    return database.asWorker(tx -> {
      insert(tx, backend, made);
      putRoleAndBan(tx, made.appUserId(), role, ban);
      return UserView.of(find(tx, backend, made.appUserId()));
    });
  }

  private void putRoleAndBan(
      Statements tx, UUID id, @Nullable String role, @Nullable Optional<Duration> ban) {
    if (role != null) {
      AccountStatus.putRole(tx, id, role);
    }
    if (ban != null) {
      AccountStatus.ban(tx, id, ban.map(clock.instant()::plus).orElse(null));
    }
  }

  UserView update(Backend backend, UUID id, AdminUser wanted) {
    AdminUserFields.requireSupported(wanted);
    AdminUserFields.requireSame(id, wanted.id());
    var before = findUndeleted(database.working(), backend, id);
    var ofUser = RequestValidation.change(wanted.userMetadata());
    var ofApp = RequestValidation.change(wanted.appMetadata());
    check(before.userMetadata(), ofUser);
    check(before.appMetadata(), ofApp);
    var email = wanted.email() == null ? null : RequestValidation.email(wanted.email());
    AdminUserFields.requireConfirmable(before, wanted, email);
    var role = AdminUserFields.role(wanted.role());
    var ban = wanted.banDuration() == null ? null : BanDuration.parse(wanted.banDuration());
    var hash = hash(backend, wanted, email == null ? before.email() : email);
    var subjects = new ArrayList<UUID>();
    var after =
        database.asWorker(tx -> {
          if (email != null && !Accounts.putEmail(tx, id, email)) {
            throw AuthErrors.emailExists();
          }
          if (Boolean.TRUE.equals(wanted.emailConfirm())) {
            Accounts.confirm(tx, id, OneTimeTokens.claimed(tx, id).orElse(null));
          }
          Accounts.mergeMetadata(tx, id, ofUser, ofApp);
          putRoleAndBan(tx, id, role, ban);
          if (hash != null) {
            Accounts.putPassword(tx, id, hash, false);
            OneTimeTokens.forget(tx, id);
          }
          if (hash != null || ban != null && ban.isPresent()) {
            subjects.addAll(LoginSessions.endAll(tx, id, "revoked"));
          }
          AuditLog.record(tx, backend.doer(), AuditEntry.of("account.updated", "app_user", id));
          PrincipalChanges.record(tx, before.organizationId(), subjects);
          return find(tx, backend, id);
        });
    changes.announce(subjects);
    return UserView.of(after);
  }

  /** With everything that is theirs. */
  void delete(Backend backend, UUID id) {
    var account = find(database.working(), backend, id);
    database.asWorker(tx -> {
      if (!AppUsers.delete(tx, id)) {
        throw AuthErrors.userNotFound();
      }
      recordDeletion(tx, backend, account, false);
      PrincipalChanges.record(tx, account.organizationId(), List.of(id));
      return true;
    });
    changes.announce(List.of(id));
  }

  /** They cannot sign in any more, under any name; what is theirs stays. */
  void deleteSoftly(Backend backend, UUID id) {
    var account = find(database.working(), backend, id);
    var subjects =
        database.<List<UUID>>asWorker(tx -> {
          if (!AccountStatus.delete(tx, account)) {
            return List.of();
          }
          AppUsers.deactivate(tx, id);
          recordDeletion(tx, backend, account, true);
          var ended = LoginSessions.endAll(tx, id, "deactivated");
          PrincipalChanges.record(tx, account.organizationId(), ended);
          return ended;
        });
    changes.announce(subjects);
  }

  private static void recordDeletion(
      Statements tx, Backend backend, Account account, boolean keepsData) {
    AuditLog.record(
        tx,
        backend.doer(),
        AuditEntry.of("account.deleted", "app_user", account.appUserId())
            .with(Map.of("email", account.email(), "data_kept", keepsData)));
  }

  /** By a mail with a link. Somebody who has not accepted yet is invited again. */
  UserView invite(Backend backend, PostInvite wanted, @Nullable String redirectTo) {
    var email = RequestValidation.email(wanted.email());
    var redirect = RequestValidation.redirect(backend.application(), redirectTo);
    var made = made(backend, email, null, RequestValidation.metadata(wanted.data()));
    return database.asWorker(tx -> {
      var account = unconfirmed(tx, backend, made);
      merge(tx, account, wanted.data());
      Accounts.recordInvitation(tx, account.appUserId());
      new LinkRequest(made.applicationId(), email, TokenPurpose.INVITE, redirect).enqueue(tx);
      return UserView.of(find(tx, backend, account.appUserId()));
    });
  }

  /** A link that the backend brings to the user itself; no mail is sent. */
  GeneratedLink generateLink(Backend backend, PostLink wanted, @Nullable String redirectTo) {
    var email = RequestValidation.email(wanted.email());
    var type = RequestValidation.given(wanted.type(), "type");
    var purpose =
        type.equals("email_change_new")
            ? TokenPurpose.EMAIL_CHANGE
            : TokenPurpose.of(type)
                .filter(each -> each != TokenPurpose.EMAIL_CHANGE)
                .orElseThrow(() -> AuthErrors.invalid("Invalid email action link type requested"));
    requireFitting(wanted, purpose);
    var hash =
        purpose == TokenPurpose.SIGNUP
            ? hash(backend, RequestValidation.given(wanted.password(), "A password"), email)
            : null;
    var redirect = RequestValidation.redirect(backend.application(), redirectTo);
    var made = made(backend, email, hash, RequestValidation.metadata(wanted.data()));
    var newEmail =
        purpose == TokenPurpose.EMAIL_CHANGE ? RequestValidation.email(wanted.newEmail()) : email;
    return database.asWorker(tx -> {
      var account =
          switch (purpose) {
            case SIGNUP, INVITE -> unconfirmed(tx, backend, made);
            case MAGICLINK, RECOVERY, EMAIL_CHANGE ->
                Accounts.find(tx, made.applicationId(), email)
                    .orElseThrow(AuthErrors::userNotFound);
          };
      merge(tx, account, wanted.data());
      if (hash != null) {
        Accounts.putPassword(tx, account.appUserId(), hash, false);
        OneTimeTokens.unclaim(tx, account.appUserId());
      }
      if (purpose == TokenPurpose.EMAIL_CHANGE) {
        Accounts.putNewEmail(tx, account.appUserId(), newEmail);
      }
      var issued = tokens.issue(tx, account, purpose, newEmail);
      AuditLog.record(
          tx,
          backend.doer(),
          AuditEntry.of("account.link_made", "app_user", account.appUserId())
              .with(Map.of("purpose", purpose.wireName())));
      return new GeneratedLink(
          UserView.of(find(tx, backend, account.appUserId())),
          mails.address(issued, redirect),
          issued.code(),
          issued.token(),
          purpose.wireName(),
          redirect);
    });
  }

  private static void requireFitting(PostLink wanted, TokenPurpose purpose) {
    if (purpose != TokenPurpose.SIGNUP) {
      RequestFields.requireNone(wanted.password(), "password with this type");
    }
    if (purpose != TokenPurpose.EMAIL_CHANGE) {
      RequestFields.requireNone(wanted.newEmail(), "new_email with this type");
    }
  }

  /** Also of somebody who is there already. */
  private static void merge(Statements tx, Account account, @Nullable Map<String, Object> data) {
    if (data != null && !data.isEmpty()) {
      var change = RequestValidation.change(data);
      check(account.userMetadata(), change);
      Accounts.mergeMetadata(tx, account.appUserId(), change, new JsonObject());
    }
  }

  private static Account findUndeleted(Statements tx, Backend backend, UUID id) {
    var found = find(tx, backend, id);
    if (found.isDeleted()) {
      throw AuthErrors.userNotFound();
    }
    return found;
  }

  /** Of this application, and no other. */
  private static Account find(Statements tx, Backend backend, UUID id) {
    return Accounts.find(tx, id)
        .filter(found -> found.applicationId().equals(backend.application().applicationId()))
        .orElseThrow(AuthErrors::userNotFound);
  }

  private static void insert(Statements tx, Backend backend, NewAccount made) {
    Accounts.lockAddress(tx, made.applicationId(), made.email());
    if (Accounts.find(tx, made.applicationId(), made.email()).isPresent()) {
      throw AuthErrors.emailExists();
    }
    if (!AppUserAccounts.insert(tx, made, themselves(backend, made))) {
      throw Problem.invalid(
          "user_already_exists", "A user with this id has already been registered");
    }
  }

  private static Actor themselves(Backend backend, NewAccount made) {
    return new Actor(
        made.organizationId(), made.applicationId(), made.appUserId(), backend.address());
  }

  private static Account unconfirmed(Statements tx, Backend backend, NewAccount made) {
    Accounts.lockAddress(tx, made.applicationId(), made.email());
    return AppUserAccounts.unconfirmed(tx, made, themselves(backend, made))
        .orElseThrow(AuthErrors::emailExists);
  }

  private static NewAccount made(
      Backend backend, String email, @Nullable String hash, Map<String, Object> userMetadata) {
    return new NewAccount(
        Ids.next(),
        backend.application().organizationId(),
        backend.application().applicationId(),
        email,
        hash,
        false,
        userMetadata,
        Map.of());
  }

  private static void check(Map<String, Object> before, JsonObject change) {
    var unused = RequestValidation.metadata(new JsonObject(before).copy().mergeIn(change).getMap());
  }

  /** One that was made elsewhere is not checked by rules: nobody knows the password. */
  private @Nullable String hash(Backend backend, AdminUser wanted, String email) {
    return wanted.passwordHash() == null
        ? hash(backend, wanted.password(), email)
        : wanted.passwordHash();
  }

  private @Nullable String hash(Backend backend, @Nullable String password, String email) {
    if (password == null) {
      return null;
    }
    var whose = new PasswordOwner(backend.application().organizationId(), email);
    return passwords.prepare(RequestValidation.given(password, "A password"), whose, false).hash();
  }
}
