package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.NewAccount;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.identity.appusers.AppUserAccounts;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.identity.login.SignIn;
import io.sardonyx.identity.passwords.PasswordRules.PasswordOwner;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.identity.supabase.sessions.SessionView;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * People who make themselves an account. Whether an address has one already only its owner learns,
 * by mail: who asks gets the same answer after the same work.
 */
@Singleton
public class SignUps {
  private final Database database;
  private final Passwords passwords;
  private final OneTimeTokens tokens;
  private final SignIn signIn;
  private final InstantSource clock;

  SignUps(
      Database database,
      Passwords passwords,
      OneTimeTokens tokens,
      SignIn signIn,
      InstantSource clock) {
    this.database = database;
    this.passwords = passwords;
    this.tokens = tokens;
    this.signIn = signIn;
    this.clock = clock;
  }

  /**
   * @return a {@link UserView} who has to confirm the address, or a {@link SessionView}
   */
  Object signUp(
      ApplicationKey application, PostSignUp wanted, @Nullable String redirectTo, Device device) {
    if (!application.signUpEnabled()) {
      throw Problem.invalid("signup_disabled", "Signups not allowed for this instance");
    }
    if (wanted.email() == null && wanted.phone() == null) {
      throw AuthErrors.notOffered("anonymous_provider_disabled", "Anonymous sign-ins are disabled");
    }
    if (wanted.email() == null) {
      throw AuthErrors.notOffered("phone_provider_disabled", "Phone signups are disabled");
    }
    RequestFields.requireNoPhone(wanted.phone());
    RequestFields.requireNone(wanted.channel(), "channel");
    var challenge = RequestFields.challenge(wanted.codeChallenge(), wanted.codeChallengeMethod());
    var email = RequestValidation.email(wanted.email());
    var metadata = RequestValidation.metadata(wanted.data());
    var password = RequestValidation.given(wanted.password(), "A password");
    var whose = new PasswordOwner(application.organizationId(), email);
    var hash = passwords.prepare(password, whose, device).hash();
    boolean confirms = application.emailConfirmation();
    var made =
        new NewAccount(
            Ids.next(),
            application.organizationId(),
            application.applicationId(),
            email,
            confirms ? null : hash,
            !confirms,
            metadata,
            Map.of());
    if (!confirms) {
      return session(made, device);
    }
    var claimed = tokens.claim(application.applicationId(), email, password, hash);
    var redirect = RequestValidation.redirect(application, redirectTo);
    return UserView.of(
        unconfirmed(
            new SignUpTask.SignUpRequest(
                made, claimed, redirect, device.address(), TokenPurpose.SIGNUP, challenge)));
  }

  /**
   * A link to sign in with, which makes an account for whoever has none, where they may make
   * themselves one: the same answer and the same statement for every address.
   *
   * @param application null for the Workspace, whichever organization's
   */
  void mailLink(
      @Nullable ApplicationKey application,
      PostOtp wanted,
      @Nullable String redirectTo,
      Device device) {
    RequestFields.requireNoPhone(wanted.phone());
    RequestFields.requireNone(wanted.channel(), "channel");
    var challenge = RequestFields.challenge(wanted.codeChallenge(), wanted.codeChallengeMethod());
    var email = RequestValidation.email(wanted.email());
    var metadata = RequestValidation.metadata(wanted.data());
    var redirect = RequestValidation.redirect(application, redirectTo);
    database.asWorker(tx -> {
      if (application == null
          || !application.signUpEnabled()
          || Boolean.FALSE.equals(wanted.createUser())) {
        var id = application == null ? null : application.applicationId();
        new LinkRequest(id, email, TokenPurpose.MAGICLINK, redirect)
            .withChallenge(challenge)
            .enqueue(tx);
      } else {
        var made =
            new NewAccount(
                Ids.next(),
                application.organizationId(),
                application.applicationId(),
                email,
                null,
                false,
                metadata,
                Map.of());
        new SignUpTask.SignUpRequest(
                made, null, redirect, device.address(), TokenPurpose.MAGICLINK, challenge)
            .enqueue(tx);
      }
      return true;
    });
  }

  /** The same statement for every address: whether it has an account is found out later. */
  private Account unconfirmed(SignUpTask.SignUpRequest wanted) {
    return database.asWorker(tx -> {
      wanted.enqueue(tx);
      return pretended(wanted.made(), clock.instant());
    });
  }

  private SessionView session(NewAccount made, Device device) {
    var account =
        database.asWorker(tx -> {
          Accounts.lockAddress(tx, made.applicationId(), made.email());
          if (Accounts.find(tx, made.applicationId(), made.email()).isPresent()) {
            throw Problem.invalid("user_already_exists", "User already registered");
          }
          insert(tx, made, device.address());
          return Accounts.find(tx, made.appUserId()).orElseThrow();
        });
    var signedIn = signIn.withMail(account, device, "password");
    return SessionView.of(
        signedIn, Accounts.find(database.working(), account.appUserId()).orElseThrow());
  }

  /**
   * An app user and the account by which they sign in.
   *
   * @param address of whoever makes it
   */
  public static void insert(Statements tx, NewAccount made, @Nullable String address) {
    var themselves =
        new Actor(made.organizationId(), made.applicationId(), made.appUserId(), address);
    if (!AppUserAccounts.insert(tx, made, themselves)) {
      throw AuthErrors.emailExists();
    }
  }

  /** What the account looks like a moment after it was made, also when it was not. */
  private static Account pretended(NewAccount made, Instant now) {
    UUID id = made.appUserId();
    return new Account(
        id,
        made.organizationId(),
        made.applicationId(),
        null,
        made.email(),
        null,
        null,
        Account.AUTHENTICATED,
        made.userMetadata(),
        made.appMetadata(),
        false,
        List.of(),
        new Account.Times(null, null, null, null, null, null, null, null, null, now, now));
  }
}
