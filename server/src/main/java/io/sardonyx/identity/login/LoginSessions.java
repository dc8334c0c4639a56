package io.sardonyx.identity.login;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.login.LoginSessionStore.Stored;
import io.sardonyx.identity.tokens.AccountClaims;
import io.sardonyx.identity.tokens.AuthenticationContext;
import io.sardonyx.identity.tokens.RefreshToken;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.identity.tokens.TokenIssuer;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signed-in devices: refreshed, listed, ended. */
@Singleton
public class LoginSessions {
  private final Database database;
  private final PrincipalCache principals;
  private final PrincipalChanges changes;
  private final TokenIssuer tokens;

  LoginSessions(
      Database database, PrincipalCache principals, PrincipalChanges changes, TokenIssuer tokens) {
    this.database = database;
    this.principals = principals;
    this.changes = changes;
    this.tokens = tokens;
  }

  private record Refreshed(
      Principal principal, int generation, Instant expiresAt, Map<String, Object> claims) {}

  /**
   * New tokens for one that was handed out. What {@link RefreshTokenPolicy} says is committed
   * before this returns, so it holds over a restart.
   *
   * @throws Problem {@code invalid_refresh_token}, {@code refresh_token_reused} or {@code
   *     login_session_ended}
   */
  public SessionTokens refresh(String refreshToken, String address) {
    var presented =
        tokens
            .parse(refreshToken)
            .orElseThrow(() ->
                Problem.unauthenticated(
                    "invalid_refresh_token", "This is no refresh token. Sign in again."));
    var refreshed =
        database
            .<Optional<Refreshed>>asWorker(tx -> rotate(tx, presented))
            .orElseGet(() -> repeat(presented, address));
    var id = presented.loginSessionId();
    principals.update(id, refreshed.principal());
    return tokens.issue(
        id,
        refreshed.principal(),
        refreshed.generation(),
        refreshed.expiresAt(),
        refreshed.claims());
  }

  /**
   * New tokens for a login session that has more rights than a moment ago. Those before go the way
   * of any that were refreshed.
   */
  public SessionTokens renew(UUID id) {
    var renewed =
        database.asWorker(tx -> {
          var next = LoginSessionStore.advance(tx, id).orElseThrow(LoginSessions::ended);
          return new Refreshed(
              PrincipalCache.readLoginSession(tx, id).orElseThrow(LoginSessions::ended),
              next.generation(),
              next.expiresAt(),
              AccountClaims.of(tx, id));
        });
    principals.update(id, renewed.principal());
    return tokens.issue(
        id, renewed.principal(), renewed.generation(), renewed.expiresAt(), renewed.claims());
  }

  public Optional<AuthenticationContext> authenticationContext(UUID id) {
    return LoginSessionStore.authenticationContext(database.working(), id);
  }

  /**
   * In somebody else's transaction: the second factor was shown.
   *
   * @param factor as the database names it
   */
  public static void putSecondFactor(Statements tx, UUID id, String factor) {
    LoginSessionStore.putSecondFactor(tx, id, factor);
  }

  /** In somebody else's transaction: there is none any more. */
  public static void clearSecondFactor(Statements tx, UUID appUserId) {
    LoginSessionStore.clearSecondFactor(tx, appUserId);
  }

  /**
   * In somebody else's transaction: every device but one.
   *
   * @return whose rights have changed: to be recorded at the end of the transaction, and announced
   */
  public static List<UUID> endOthers(Statements tx, UUID appUserId, UUID except) {
    return LoginSessionStore.revokeAll(tx, appUserId, "revoked", except);
  }

  /** Whose login session a refresh token belongs to; empty when it is none. */
  public Optional<UUID> ofRefreshToken(String refreshToken) {
    return tokens.parse(refreshToken).map(RefreshToken::loginSessionId);
  }

  private static Optional<Refreshed> rotate(Statements tx, RefreshToken presented) {
    return LoginSessionStore.rotate(tx, presented)
        .map(expiresAt ->
            new Refreshed(
                PrincipalCache.readLoginSession(tx, presented.loginSessionId())
                    .orElseThrow(LoginSessions::ended),
                presented.generation() + 1,
                expiresAt,
                AccountClaims.of(tx, presented.loginSessionId())));
  }

  private Refreshed repeat(RefreshToken presented, String address) {
    var id = presented.loginSessionId();
    var stored = LoginSessionStore.find(database.working(), id).orElseThrow(LoginSessions::ended);
    return switch (RefreshTokenPolicy.decide(
        presented.generation(), stored.state(), stored.now())) {
      case REFUSE -> throw ended();
      case REVOKE -> {
        revoke(id, stored, address, "refresh_token_reused");
        throw Problem.unauthenticated(
            "refresh_token_reused",
            "This refresh token was used before, so this sign-in has been ended. Sign in again.");
      }
      case REPEAT ->
          new Refreshed(
              PrincipalCache.readLoginSession(database.working(), id)
                  .orElseThrow(LoginSessions::ended),
              stored.state().newest(),
              stored.expiresAt(),
              AccountClaims.of(database.working(), id));
    };
  }

  /**
   * The one that a browser had before somebody signed in there anew: its tokens are overwritten.
   */
  public void endReplaced(String refreshToken, String address) {
    ofRefreshToken(refreshToken)
        .ifPresent(id ->
            LoginSessionStore.find(database.working(), id)
                .ifPresent(stored -> revoke(id, stored, address, "signed_out")));
  }

  private void revoke(UUID id, Stored stored, String address, String because) {
    database.asWorker(tx -> {
      if (LoginSessionStore.revoke(tx, id, because)) {
        AuditLog.record(
            tx,
            new Actor(stored.organizationId(), stored.applicationId(), stored.appUserId(), address),
            AuditEntry.of("login_session.revoked", "login_session", id)
                .with(Map.of("because", because)));
        PrincipalChanges.record(tx, stored.organizationId(), List.of(id));
      }
      return true;
    });
    changes.announce(List.of(id));
  }

  /**
   * The first use of what a refresh brought: from now on its predecessor is not forgiven.
   *
   * @param generation of the refresh token that came with the access token
   */
  public void markUsed(Principal principal, int generation) {
    var login = principal.login();
    if (login != null && generation > login.usedGeneration()) {
      LoginSessionStore.markUsed(database.working(), login.id(), generation);
      principals.update(login.id(), principal.withUsedGeneration(generation));
    }
  }

  /** One's own that go on, newest first. */
  public Page<LoginSession> list(Caller caller, @Nullable String cursor, int limit) {
    caller.require(IdentityPermissions.MANAGE_LOGIN_SESSIONS);
    var found =
        LoginSessionStore.list(database.reading(caller), caller, Page.after(cursor), limit + 1);
    return Page.of(found, limit, LoginSession::id);
  }

  /** Signs this device out. Who does not call from a login session has none to end. */
  public void endCurrent(Caller caller) {
    var id = caller.loginSessionId();
    if (id == null) {
      throw Problem.notFound("login session");
    }
    end(caller, id, "signed_out");
  }

  /** Signs out another device of one's own. */
  public void end(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_LOGIN_SESSIONS);
    end(caller, id, id.equals(caller.loginSessionId()) ? "signed_out" : "revoked");
  }

  private void end(Caller caller, UUID id, String because) {
    database.as(
        caller,
        tx -> {
          if (!LoginSessionStore.revoke(tx, id, because)) {
            throw Problem.notFound("login session");
          }
          AuditLog.record(
              tx,
              caller,
              AuditEntry.of("login_session.revoked", "login_session", id)
                  .with(Map.of("because", because)));
          PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
          return true;
        });
    changes.announce(List.of(id));
  }

  /** Signs out every other device of one's own. */
  public void endOthers(Caller caller) {
    caller.require(IdentityPermissions.MANAGE_LOGIN_SESSIONS);
    var subjects =
        database.as(
            caller,
            tx -> {
              var ended =
                  LoginSessionStore.revokeAll(
                      tx, caller.userId(), "signed_out_everywhere", caller.loginSessionId());
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("login_session.others_revoked", "app_user", caller.userId())
                      .with(Map.of("login_sessions", ended.size())));
              PrincipalChanges.record(tx, caller.organizationId(), ended);
              return ended;
            });
    changes.announce(subjects);
  }

  /** Signs out everywhere, here too, and refuses what an application's backend signed until now. */
  public void endAll(Caller caller) {
    caller.require(IdentityPermissions.MANAGE_LOGIN_SESSIONS);
    var subjects =
        database.as(
            caller,
            tx -> {
              var ended = endAll(tx, caller.userId(), "signed_out_everywhere");
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("login_session.all_revoked", "app_user", caller.userId())
                      .with(Map.of("login_sessions", ended.size() - 1)));
              PrincipalChanges.record(tx, caller.organizationId(), ended);
              return ended;
            });
    changes.announce(subjects);
  }

  /**
   * In somebody else's transaction: for a user who is deactivated, or signed out by others.
   *
   * @return whose rights have changed: to be recorded at the end of the transaction, and announced
   */
  public static List<UUID> endAll(Statements tx, UUID appUserId, String because) {
    var ended = LoginSessionStore.revokeAll(tx, appUserId, because, null);
    tx.query("update platform.app_users set tokens_valid_after = now() where id = $1", appUserId);
    ended.add(appUserId);
    return ended;
  }

  private static Problem ended() {
    return Problem.unauthenticated("login_session_ended", "This sign-in has ended. Sign in again.");
  }
}
