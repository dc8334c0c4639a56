package io.sardonyx.identity.accounts;

import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a mail brings to prove that it was read: a long token in its link, six digits to type. Each
 * is good once and for a while, and the database knows hashes only. Six digits can be guessed, so
 * the fifth wrong ones end them.
 */
@Singleton
public class OneTimeTokens {
  /** Before a token whose link leads back with a code, as it was asked for with a challenge. */
  private static final String PKCE = "pkce_";

  private static final int MAX_TOKEN = 100;
  private static final int WRONG_CODES = 5;
  private static final int CODES = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RootKey rootKey;

  public OneTimeTokens(RootKey rootKey) {
    this.rootKey = rootKey;
  }

  /** Shown to whoever reads the mail, and kept nowhere. */
  public record Issued(TokenPurpose purpose, String token, String code) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Issued[" + purpose + "]";
    }
  }

  /**
   * @param email to which it was sent
   * @param passwordHash what somebody chose who signed up; null where it is not known to be theirs
   * @param challenge of whoever asked for it, if they showed one
   */
  public record Redeemed(
      UUID appUserId,
      TokenPurpose purpose,
      String email,
      @Nullable String passwordHash,
      @Nullable CodeChallenge challenge) {

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Redeemed[" + purpose + "]";
    }
  }

  /** What somebody chose who says that the address is theirs. */
  public ClaimedPassword claim(UUID applicationId, String email, String password, String hash) {
    var text =
        String.join(
            "\n",
            applicationId.toString(),
            email.toLowerCase(Locale.ROOT),
            Normalizer.normalize(password, Normalizer.Form.NFKC));
    var mark =
        Hashes.hmac(rootKey.derive("claimed password"), text.getBytes(StandardCharsets.UTF_8));
    return new ClaimedPassword(hash, (mark[0] & 0xFF) << 8 | mark[1] & 0xFF);
  }

  /** In place of the one before of the same purpose; what was chosen with that stays chosen. */
  public Issued issue(Statements tx, Account account, TokenPurpose purpose, String email) {
    return issue(tx, account, email, new LinkRequest(null, email, purpose, null));
  }

  /**
   * @param wanted its password comes into force when the token is used, unless an earlier one that
   *     is still good has another
   */
  Issued issue(Statements tx, Account account, String email, LinkRequest wanted) {
    var purpose = wanted.purpose();
    var password = wanted.password();
    var challenge = wanted.challenge();
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    var token =
        (challenge == null ? "" : PKCE)
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var code = "%06d".formatted(RANDOM.nextInt(CODES));
    if (password != null) {
      tx.query(
          """
          delete from platform.one_time_tokens
          where app_user_id = $1 and purpose = $2 and expires_at <= now()
          """,
          account.appUserId(),
          purpose.wireName());
    }
    tx.query(
        """
        insert into platform.one_time_tokens (app_user_id, purpose, organization_id,
          application_id, email, hash, code_hash, expires_at, password_hash, password_mark,
          code_challenge, code_challenge_method)
        values ($1, $2, $3, $4, $5::text::public.citext, $6, $7, now() + make_interval(secs => $8),
          $9, $10, $11, $12)
        on conflict (app_user_id, purpose) do update set email = excluded.email,
          hash = excluded.hash, code_hash = excluded.code_hash, wrong_codes = 0,
          created_at = now(), sent_at = null, expires_at = excluded.expires_at,
          code_challenge = excluded.code_challenge,
          code_challenge_method = excluded.code_challenge_method,
          password_hash = case when not one_time_tokens.is_contested
            then coalesce(one_time_tokens.password_hash, excluded.password_hash) end,
          password_mark = coalesce(one_time_tokens.password_mark, excluded.password_mark)
        """,
        account.appUserId(),
        purpose.wireName(),
        account.organizationId(),
        account.applicationId(),
        email,
        Buffer.buffer(Hashes.sha256(token)),
        Buffer.buffer(codeHash(account.appUserId(), code)),
        (double) purpose.lifetime().toSeconds(),
        password == null ? null : password.hash(),
        password == null ? null : password.mark(),
        challenge == null ? null : challenge.value(),
        challenge == null ? null : challenge.method().wireName());
    if (password != null) {
      settle(tx, account.appUserId(), password);
    }
    return new Issued(purpose, token, code);
  }

  /**
   * Somebody signs up with an address that was mailed to confirm it. With another password than
   * before, nobody knows which of the two is its owner: neither password counts from then on, and
   * whoever reads the mail chooses one.
   */
  static void settle(Statements tx, UUID appUserId, ClaimedPassword password) {
    tx.query(
        """
        update platform.one_time_tokens set is_contested = true, password_hash = null
        where app_user_id = $1 and purpose = 'signup'
          and password_hash is not null and password_mark is distinct from $2
        """,
        appUserId,
        password.mark());
  }

  /** An application's backend, which is believed, says what the password is. */
  public static void unclaim(Statements tx, UUID appUserId) {
    tx.query(
        "update platform.one_time_tokens set password_hash = null where app_user_id = $1",
        appUserId);
  }

  public static boolean hasChallenge(String token) {
    return token.startsWith(PKCE);
  }

  /**
   * Of who asks again before another mail may be sent: the one that was sent leads back to where
   * they asked last.
   */
  static void putChallenge(
      Statements tx, UUID appUserId, TokenPurpose purpose, CodeChallenge challenge) {
    tx.query(
        """
        update platform.one_time_tokens set code_challenge = $3, code_challenge_method = $4
        where app_user_id = $1 and purpose = $2 and code_challenge is not null
        """,
        appUserId,
        purpose.wireName(),
        challenge.value(),
        challenge.method().wireName());
  }

  /** What somebody chose who has not confirmed the address yet, if nobody else chose another. */
  public static Optional<String> claimed(Statements tx, UUID appUserId) {
    for (var row :
        tx.query(
            """
            select password_hash from platform.one_time_tokens
            where app_user_id = $1 and purpose = 'signup' and password_hash is not null
            """,
            appUserId)) {
      return Optional.of(row.getString("password_hash"));
    }
    return Optional.empty();
  }

  /** Whose it is, if it is still good; it stays so. */
  public static Optional<UUID> owner(Statements tx, String token) {
    for (var row :
        tx.query(
            "select app_user_id from platform.one_time_tokens where hash = $1 and expires_at >"
                + " now()",
            Buffer.buffer(Hashes.sha256(token)))) {
      return Optional.of(row.getUUID("app_user_id"));
    }
    return Optional.empty();
  }

  /** Empty when it was used, has expired or never was. */
  public Optional<Redeemed> redeem(Statements tx, String token) {
    if (token.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    for (var row :
        tx.query(
            """
            delete from platform.one_time_tokens where hash = $1
            returning app_user_id, purpose, email::text as email, password_hash, code_challenge,
              code_challenge_method, expires_at > now() as live
            """,
            Buffer.buffer(Hashes.sha256(token)))) {
      return row.getBoolean("live") ? Optional.of(redeemed(row)) : Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * The transaction has to be committed also when the answer is empty: wrong ones are counted.
   *
   * @param purposes any of which will do
   */
  public Optional<Redeemed> redeemCode(
      Statements tx, UUID applicationId, String email, String code, Set<TokenPurpose> purposes) {
    var names = purposes.stream().map(TokenPurpose::wireName).toArray(String[]::new);
    for (var row :
        tx.query(
            """
            select app_user_id, purpose, email::text as email, password_hash, code_hash,
              code_challenge, code_challenge_method
            from platform.one_time_tokens
            where application_id = $1 and email = $2::text::public.citext
              and purpose = any($3) and expires_at > now() and wrong_codes < $4
            order by app_user_id, purpose for update
            """,
            applicationId,
            email,
            names,
            WRONG_CODES)) {
      var expected = row.getBuffer("code_hash").getBytes();
      if (MessageDigest.isEqual(expected, codeHash(row.getUUID("app_user_id"), code))) {
        delete(tx, row);
        return Optional.of(redeemed(row));
      }
      tx.query(
          """
          update platform.one_time_tokens set wrong_codes = wrong_codes + 1
          where app_user_id = $1 and purpose = $2
          """,
          row.getUUID("app_user_id"),
          row.getString("purpose"));
    }
    return Optional.empty();
  }

  /** Whoever has another password, or another address, has no use for what was sent before. */
  public static void forget(Statements tx, UUID appUserId) {
    AuthCodes.forget(tx, appUserId);
    tx.query("delete from platform.one_time_tokens where app_user_id = $1", appUserId);
  }

  /** What was sent for that before. */
  public static void forget(Statements tx, UUID appUserId, TokenPurpose purpose) {
    tx.query(
        "delete from platform.one_time_tokens where app_user_id = $1 and purpose = $2",
        appUserId,
        purpose.wireName());
  }

  /** When the last one for that was sent, if it was not used. */
  static @Nullable Instant sentAt(Statements tx, UUID appUserId, TokenPurpose purpose) {
    for (var row :
        tx.query(
            "select sent_at from platform.one_time_tokens where app_user_id = $1 and purpose = $2",
            appUserId,
            purpose.wireName())) {
      var at = row.getOffsetDateTime("sent_at");
      return at == null ? null : at.toInstant();
    }
    return null;
  }

  static void recordSent(Statements tx, UUID appUserId, TokenPurpose purpose) {
    tx.query(
        "update platform.one_time_tokens set sent_at = now() where app_user_id = $1 and purpose = $2",
        appUserId,
        purpose.wireName());
  }

  static void deleteExpired(Statements tx) {
    tx.query("delete from platform.one_time_tokens where expires_at < now()");
  }

  private static void delete(Statements tx, Row row) {
    forget(tx, row.getUUID("app_user_id"), purpose(row));
  }

  private static TokenPurpose purpose(Row row) {
    return TokenPurpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT));
  }

  private static Redeemed redeemed(Row row) {
    var challenge = row.getString("code_challenge");
    return new Redeemed(
        row.getUUID("app_user_id"),
        purpose(row),
        row.getString("email"),
        row.getString("password_hash"),
        challenge == null
            ? null
            : CodeChallenge.of(challenge, row.getString("code_challenge_method")));
  }

  /** Keyed: all six digits could be tried against a copy of the database. */
  private byte[] codeHash(UUID appUserId, String code) {
    return Hashes.hmac(
        rootKey.derive("one-time code"), (appUserId + " " + code).getBytes(StandardCharsets.UTF_8));
  }
}
