package io.sardonyx.identity.supabase.links;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.accounts.AuthCodes;
import io.sardonyx.identity.accounts.LinkRequest;
import io.sardonyx.identity.accounts.OneTimeTokens;
import io.sardonyx.identity.accounts.OneTimeTokens.Redeemed;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.applications.ApplicationKeys.ApplicationKey;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.login.SignIn;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.sessions.SessionView;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mails that are asked for, and what becomes of what they brought. */
@Singleton
public class EmailVerification {
  private static final Set<TokenPurpose> FIRST =
      Set.of(TokenPurpose.SIGNUP, TokenPurpose.MAGICLINK);

  private final Database database;
  private final OneTimeTokens tokens;
  private final SignIn signIn;
  private final PrincipalChanges changes;

  EmailVerification(
      Database database, OneTimeTokens tokens, SignIn signIn, PrincipalChanges changes) {
    this.database = database;
    this.tokens = tokens;
    this.signIn = signIn;
    this.changes = changes;
  }

  /**
   * The same for every address: whether there is somebody is found out later.
   *
   * @param application null for the Workspace, whichever organization's
   */
  public void request(
      @Nullable ApplicationKey application,
      PostEmail body,
      TokenPurpose purpose,
      @Nullable String redirectTo) {
    RequestFields.requireNoPhone(body.phone());
    var challenge = RequestFields.challenge(body.codeChallenge(), body.codeChallengeMethod());
    var email = RequestValidation.email(body.email());
    var id = application == null ? null : application.applicationId();
    var wanted =
        new LinkRequest(id, email, purpose, RequestValidation.redirect(application, redirectTo))
            .withChallenge(challenge);
    database.asWorker(tx -> {
      wanted.enqueue(tx);
      return true;
    });
  }

  public SessionView verify(
      @Nullable ApplicationKey application, PostVerify brought, Device device) {
    RequestFields.requireNoPhone(brought.phone());
    var type = RequestValidation.given(brought.type(), "type");
    if (brought.tokenHash() != null && (brought.token() != null || brought.email() != null)) {
      throw AuthErrors.invalid("Only the token_hash and type should be provided");
    }
    return brought.tokenHash() != null
        ? byToken(application, brought.tokenHash(), type, device)
        : byCode(
            application,
            RequestValidation.email(brought.email()),
            RequestValidation.given(brought.token(), "token"),
            type,
            device);
  }

  /**
   * @param application null when it was not said: the token knows
   */
  SessionView byToken(
      @Nullable ApplicationKey application, String token, String type, Device device) {
    var account =
        database.<Optional<RedeemedLink>>asWorker(tx ->
            tokens
                .redeem(tx, token)
                .filter(redeemed -> purposes(type).contains(redeemed.purpose()))
                .flatMap(redeemed -> use(tx, redeemed, application, device)));
    return session(account, device);
  }

  /**
   * What the link leads back with that was asked for with a challenge.
   *
   * @return a code, for {@code grant_type=pkce}
   */
  String code(String token, String type, Device device) {
    record Issued(RedeemedLink link, String code) {}
    var issued =
        database.<Optional<Issued>>asWorker(tx ->
            tokens
                .redeem(tx, token)
                .filter(redeemed -> purposes(type).contains(redeemed.purpose()))
                .flatMap(redeemed ->
                    use(tx, redeemed, null, device)
                        .map(link ->
                            new Issued(
                                link,
                                AuthCodes.issue(
                                    tx,
                                    link.account(),
                                    link.purpose(),
                                    Objects.requireNonNull(redeemed.challenge()))))));
    var known = issued.orElseThrow(AuthErrors::linkExpired);
    changes.announce(known.link().ended());
    return known.code();
  }

  private SessionView byCode(
      @Nullable ApplicationKey application, String email, String code, String type, Device device) {
    var id = application == null ? null : application.applicationId();
    var attempt = new SignIn.Attempt(id, email, device);
    signIn.beginCode(attempt);
    var account =
        database.<Optional<RedeemedLink>>asWorker(tx ->
            applicationOf(tx, id, email)
                .flatMap(of -> tokens.redeemCode(tx, of, email, code, purposes(type)))
                .flatMap(redeemed -> use(tx, redeemed, application, device)));
    if (account.isPresent()) {
      signIn.withdrawCode(attempt);
    }
    return session(account, device);
  }

  private static Optional<UUID> applicationOf(Statements tx, @Nullable UUID id, String email) {
    return id == null
        ? Accounts.find(tx, null, email).map(Account::applicationId)
        : Optional.of(id);
  }

  /**
   * @param ended whose rights have changed
   */
  private record RedeemedLink(Account account, TokenPurpose purpose, List<UUID> ended) {}

  private static Optional<RedeemedLink> use(
      Statements tx, Redeemed redeemed, @Nullable ApplicationKey application, Device device) {
    var account = Accounts.find(tx, redeemed.appUserId());
    if (account.isEmpty()
        || application != null
            && !application.applicationId().equals(account.get().applicationId())) {
      return Optional.empty();
    }
    var of = account.get();
    var ended = new ArrayList<UUID>();
    if (redeemed.purpose() == TokenPurpose.EMAIL_CHANGE) {
      if (!redeemed.email().equalsIgnoreCase(of.newEmail())) {
        return Optional.empty();
      }
      if (!Accounts.putEmail(tx, of.appUserId(), redeemed.email())) {
        throw AuthErrors.emailExists();
      }
      ended.addAll(LoginSessions.endAll(tx, of.appUserId(), "revoked"));
      PrincipalChanges.record(tx, of.organizationId(), ended);
    } else if (redeemed.email().equalsIgnoreCase(of.email())) {
      Accounts.confirm(tx, of.appUserId(), redeemed.passwordHash());
    } else {
      return Optional.empty(); // It went to a mailbox that the account has left.
    }
    AuditLog.record(
        tx,
        new Actor(of.organizationId(), of.applicationId(), of.appUserId(), device.address()),
        AuditEntry.of("account." + redeemed.purpose().wireName(), "app_user", of.appUserId()));
    return Accounts.find(tx, of.appUserId())
        .map(now -> new RedeemedLink(now, redeemed.purpose(), ended));
  }

  private SessionView session(Optional<RedeemedLink> used, Device device) {
    var known = used.orElseThrow(AuthErrors::linkExpired);
    changes.announce(known.ended());
    var signedIn = signIn.withMail(known.account(), device, known.purpose().wireName());
    return SessionView.of(
        signedIn, Accounts.find(database.working(), known.account().appUserId()).orElseThrow());
  }

  /** What clients call it, who need not know whether the address was new. */
  private static Set<TokenPurpose> purposes(String type) {
    return switch (type) {
      case "email", "signup", "magiclink" -> FIRST;
      default ->
          TokenPurpose.of(type)
              .map(Set::of)
              .orElseThrow(() -> AuthErrors.invalid("Verify requires a verification type"));
    };
  }
}
