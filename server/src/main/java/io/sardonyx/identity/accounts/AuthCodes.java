package io.sardonyx.identity.accounts;

import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;

/**
 * The codes with which links lead back that were asked for with a {@link CodeChallenge}. Each is
 * good once and for a short while, for the application that it was made for, and the database knows
 * hashes only.
 */
public final class AuthCodes {
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  /** For how long it is known that a code has expired, rather than never was. */
  private static final Duration KEPT = Duration.ofHours(1);

  private static final SecureRandom RANDOM = new SecureRandom();

  private AuthCodes() {}

  /**
   * Who has read a mail.
   *
   * @param method the mail's purpose, as the database names it
   */
  public record Exchange(UUID appUserId, String method) {}

  public static String issue(
      Statements tx, Account account, TokenPurpose purpose, CodeChallenge challenge) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    var code = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    tx.query(
        """
        insert into platform.auth_codes (hash, organization_id, application_id, app_user_id, method,
          code_challenge, code_challenge_method, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8))
        """,
        Buffer.buffer(Hashes.sha256(code)),
        account.organizationId(),
        account.applicationId(),
        account.appUserId(),
        purpose.wireName(),
        challenge.value(),
        challenge.method().wireName(),
        (double) LIFETIME.toSeconds());
    return code;
  }

  /**
   * Uses it up. With another verifier it stays, as whoever has the code only cannot guess one.
   *
   * @throws Problem {@code flow_state_not_found}, {@code flow_state_expired} or {@code
   *     bad_code_verifier}
   */
  public static Exchange exchange(Statements tx, UUID applicationId, String code, String verifier) {
    var hash = Buffer.buffer(Hashes.sha256(code));
    for (var row :
        tx.query(
            """
            select app_user_id, method, code_challenge, code_challenge_method,
              expires_at > now() as live
            from platform.auth_codes where hash = $1 and application_id = $2 for update
            """,
            hash,
            applicationId)) {
      if (!row.getBoolean("live")) {
        throw Problem.forbidden("flow_state_expired", "invalid flow state, flow state has expired");
      }
      var challenge =
          CodeChallenge.of(row.getString("code_challenge"), row.getString("code_challenge_method"));
      if (!challenge.isMadeFrom(verifier)) {
        throw new Problem(
            Problem.Kind.MALFORMED,
            "bad_code_verifier",
            "code challenge does not match previously saved code verifier");
      }
      tx.query("delete from platform.auth_codes where hash = $1", hash);
      return new Exchange(row.getUUID("app_user_id"), row.getString("method"));
    }
    throw new Problem(
        Problem.Kind.NOT_FOUND,
        "flow_state_not_found",
        "invalid flow state, no valid flow state found");
  }

  /** Whoever is signed out everywhere, or has another password, has no use for them any more. */
  static void forget(Statements tx, UUID appUserId) {
    tx.query("delete from platform.auth_codes where app_user_id = $1", appUserId);
  }

  static void deleteExpired(Statements tx) {
    tx.query(
        "delete from platform.auth_codes where expires_at < now() - make_interval(secs => $1)",
        (double) KEPT.toSeconds());
  }
}
