package io.sardonyx.identity.supabase.user;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.CodeChallenge;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.applications.ApplicationKeys;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One's own account. */
@Singleton
class UserAccount {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Database database;
  private final Passwords passwords;
  private final ApplicationKeys keys;

  UserAccount(Database database, Passwords passwords, ApplicationKeys keys) {
    this.keys = keys;
    this.database = database;
    this.passwords = passwords;
  }

  UserView get(Caller caller) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    return Accounts.find(database.working(), caller.userId())
        .map(UserView::of)
        .orElseThrow(AuthErrors::userNotFound);
  }

  /** A new address counts when it is confirmed, by a mail that is sent there. */
  UserView change(Caller caller, PutUser wanted, @Nullable String redirectTo) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    requireSupported(wanted);
    var challenge = RequestFields.challenge(wanted.codeChallenge(), wanted.codeChallengeMethod());
    var before =
        Accounts.find(database.working(), caller.userId()).orElseThrow(AuthErrors::userNotFound);
    var data = RequestValidation.change(wanted.data());
    var merged = new JsonObject(before.userMetadata()).copy().mergeIn(data);
    var unused = RequestValidation.metadata(merged.getMap());
    boolean moves = wanted.email() != null && !wanted.email().equalsIgnoreCase(before.email());
    if (moves) {
      // Whoever has the address can have the password: a mail is all that it takes.
      passwords.reauthenticate(caller, before, wanted.currentPassword());
    }
    // First what can be refused; a new password signs other devices out.
    if (moves) {
      requestMove(caller, before, RequestValidation.email(wanted.email()), redirectTo, challenge);
    }
    if (wanted.password() != null) {
      changePassword(caller, wanted.password(), wanted);
    }
    if (!data.isEmpty()) {
      database.asWorker(tx -> {
        Accounts.mergeMetadata(tx, caller.userId(), data, new JsonObject());
        return true;
      });
    }
    return get(caller);
  }

  private static void requireSupported(PutUser wanted) {
    RequestFields.requireNoPhone(wanted.phone());
    RequestFields.requireNone(wanted.channel(), "channel");
    if (wanted.appMetadata() != null) {
      throw Problem.forbidden("not_admin", "Only the application's backend sets app_metadata");
    }
    if (wanted.nonce() != null && !wanted.nonce().isEmpty()) {
      throw AuthErrors.notOffered(
          "reauthentication_not_valid", "No nonce is sent here: say your current password");
    }
  }

  private void requestMove(
      Caller caller,
      Account before,
      String email,
      @Nullable String redirectTo,
      @Nullable CodeChallenge challenge) {
    var redirect =
        RequestValidation.redirect(keys.find(before.applicationId()).orElse(null), redirectTo);
    // Whose an address is in another organization is nobody's to know.
    if (!before.isOfWorkspace()
        && Accounts.find(database.working(), before.applicationId(), email).isPresent()) {
      throw AuthErrors.emailExists();
    }
    database.asWorker(tx -> {
      if (!Accounts.askNewEmail(tx, caller.userId(), email)) {
        throw Problem.rateLimited(
            "over_email_send_rate_limit",
            "A mail was sent for this a short while ago. Wait before you ask for another.",
            PAUSE);
      }
      var id = before.isOfWorkspace() ? null : before.applicationId();
      OneTimeTokens.forget(tx, caller.userId(), TokenPurpose.EMAIL_CHANGE);
      new LinkRequest(id, before.email(), TokenPurpose.EMAIL_CHANGE, redirect)
          .withChallenge(challenge)
          .enqueue(tx);
      AuditLog.record(
          tx,
          caller,
          AuditEntry.of("account.email_change_asked", "app_user", caller.userId())
              .with(Map.of("email", email)));
      return true;
    });
  }

  private void changePassword(Caller caller, String wanted, PutUser body) {
    var current = body.currentPassword();
    if (current == null) {
      passwords.changeLately(caller, RequestValidation.given(wanted, "A password"));
    } else {
      passwords.change(caller, current, RequestValidation.given(wanted, "A password"));
    }
  }
}
