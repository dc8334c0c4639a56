package io.sardonyx.identity.supabase.admin;

import io.sardonyx.identity.accounts.Account;
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
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.identity.supabase.signin.SignUps;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  UserAccount list(Backend backend, int page, int perPage) {
    var id = backend.application().applicationId();
    var users =
        Accounts.list(database.working(), id, (page - 1) * perPage, perPage).stream()
            .map(UserView::of)
            .toList();
    return new UserAccount(users, Accounts.count(database.working(), id));
  }

  UserView get(Backend backend, UUID id) {
    return UserView.of(find(database.working(), backend, id));
  }

  UserView create(Backend backend, AdminUser wanted) {
    if (wanted.phone() != null && !wanted.phone().isEmpty()) {
      throw AuthErrors.notOffered("phone_provider_disabled", "Phone numbers are not used here");
    }
    var made =
        made(
            backend,
            RequestValidation.email(wanted.email()),
            hash(backend, wanted.password(), RequestValidation.email(wanted.email())),
            Boolean.TRUE.equals(wanted.emailConfirm()),
            RequestValidation.metadata(wanted.userMetadata()),
            RequestValidation.metadata(wanted.appMetadata()));
    return database.asWorker(tx -> UserView.of(insert(tx, backend, made)));
  }

  UserView update(Backend backend, UUID id, AdminUser wanted) {
    var before = find(database.working(), backend, id);
    var ofUser = RequestValidation.change(wanted.userMetadata());
    var ofApp = RequestValidation.change(wanted.appMetadata());
    check(before.userMetadata(), ofUser);
    check(before.appMetadata(), ofApp);
    var email = wanted.email() == null ? null : RequestValidation.email(wanted.email());
    var hash = hash(backend, wanted.password(), email == null ? before.email() : email);
    var ban = wanted.banDuration() == null ? null : RequestValidation.ban(wanted.banDuration());
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
          if (ban != null) {
            Accounts.ban(tx, id, ban.map(clock.instant()::plus).orElse(null));
          }
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

  void delete(Backend backend, UUID id) {
    var account = find(database.working(), backend, id);
    database.asWorker(tx -> {
      if (!AppUsers.delete(tx, id)) {
        throw AuthErrors.userNotFound();
      }
      AuditLog.record(
          tx,
          backend.doer(),
          AuditEntry.of("account.deleted", "app_user", id).with(Map.of("email", account.email())));
      PrincipalChanges.record(tx, account.organizationId(), List.of(id));
      return true;
    });
    changes.announce(List.of(id));
  }

  /** By a mail with a link. Somebody who has not accepted yet is invited again. */
  UserView invite(Backend backend, PostInvite wanted, @Nullable String redirectTo) {
    var email = RequestValidation.email(wanted.email());
    var redirect = RequestValidation.redirect(backend.application(), redirectTo);
    var made =
        made(backend, email, null, false, RequestValidation.metadata(wanted.data()), Map.of());
    return database.asWorker(tx -> {
      var account = unconfirmed(tx, backend, made);
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
    var hash =
        purpose == TokenPurpose.SIGNUP
            ? hash(backend, RequestValidation.given(wanted.password(), "A password"), email)
            : null;
    var redirect = RequestValidation.redirect(backend.application(), redirectTo);
    var made =
        made(backend, email, hash, false, RequestValidation.metadata(wanted.data()), Map.of());
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

  /** Of this application, and no other. */
  private static Account find(Statements tx, Backend backend, UUID id) {
    return Accounts.find(tx, id)
        .filter(found -> found.applicationId().equals(backend.application().applicationId()))
        .orElseThrow(AuthErrors::userNotFound);
  }

  private static Account insert(Statements tx, Backend backend, NewAccount made) {
    if (Accounts.find(tx, made.applicationId(), made.email()).isPresent()) {
      throw AuthErrors.emailExists();
    }
    SignUps.insert(tx, made, backend.address());
    return find(tx, backend, made.appUserId());
  }

  private static Account unconfirmed(Statements tx, Backend backend, NewAccount made) {
    var themselves =
        new Actor(made.organizationId(), made.applicationId(), made.appUserId(), backend.address());
    return AppUserAccounts.unconfirmed(tx, made, themselves).orElseThrow(AuthErrors::emailExists);
  }

  private static NewAccount made(
      Backend backend,
      String email,
      @Nullable String hash,
      boolean confirmed,
      Map<String, Object> userMetadata,
      Map<String, Object> appMetadata) {
    return new NewAccount(
        Ids.next(),
        backend.application().organizationId(),
        backend.application().applicationId(),
        email,
        hash,
        confirmed,
        userMetadata,
        appMetadata);
  }

  private static void check(Map<String, Object> before, JsonObject change) {
    var unused = RequestValidation.metadata(new JsonObject(before).copy().mergeIn(change).getMap());
  }

  private @Nullable String hash(Backend backend, @Nullable String password, String email) {
    if (password == null) {
      return null;
    }
    var whose = new PasswordOwner(backend.application().organizationId(), email);
    return passwords.prepare(RequestValidation.given(password, "A password"), whose, false).hash();
  }
}
