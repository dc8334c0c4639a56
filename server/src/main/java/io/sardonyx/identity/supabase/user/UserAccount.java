package io.sardonyx.identity.supabase.user;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** One's own account. */
@Singleton
class UserAccount {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Database database;
  private final Passwords passwords;

  UserAccount(Database database, Passwords passwords) {
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
  UserView change(Caller caller, PutUser wanted) {
    caller.require(IdentityPermissions.MANAGE_PROFILE);
    if (wanted.phone() != null && !wanted.phone().isEmpty()) {
      throw AuthErrors.notOffered("phone_provider_disabled", "Phone numbers are not used here");
    }
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
      var email = RequestValidation.email(wanted.email());
      database.asWorker(tx -> {
        if (!Accounts.askNewEmail(tx, caller.userId(), email)) {
          throw Problem.rateLimited(
              "over_email_send_rate_limit",
              "A mail was sent for this a short while ago. Wait before you ask for another.",
              PAUSE);
        }
        var id = before.isOfWorkspace() ? null : before.applicationId();
        OneTimeTokens.forget(tx, caller.userId(), TokenPurpose.EMAIL_CHANGE);
        new LinkRequest(id, before.email(), TokenPurpose.EMAIL_CHANGE, null).enqueue(tx);
        AuditLog.record(
            tx,
            caller,
            AuditEntry.of("account.email_change_asked", "app_user", caller.userId())
                .with(Map.of("email", email)));
        return true;
      });
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

  private void changePassword(Caller caller, String wanted, PutUser body) {
    var current = body.currentPassword();
    if (current == null) {
      passwords.changeLately(caller, RequestValidation.given(wanted, "A password"));
    } else {
      passwords.change(caller, current, RequestValidation.given(wanted, "A password"));
    }
  }
}
