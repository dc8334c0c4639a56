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
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a mail brings to prove that it was read: a long token in its link, six digits to type. Each
 * is good once and for a while, and the database knows hashes only. Six digits can be guessed, so
 * the fifth wrong ones end them.
 */
@Singleton
public class OneTimeTokens {
  private static final int MAX_TOKEN = 100;
  private static final int WRONG_CODES = 5;
  private static final int CODES = 1_000_000;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final RootKey rootKey;

  public OneTimeTokens(RootKey rootKey) {
    this.rootKey = rootKey;
  }

  /** Shown to whoever reads the mail, and kept nowhere. */
  public record Issued(Purpose purpose, String token, String code) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "Issued[" + purpose + "]";
    }
  }

  /**
   * @param email to which it was sent
   */
  public record Redeemed(UUID appUserId, Purpose purpose, String email) {}

  /** In place of the one before of the same purpose. */
  public Issued issue(Statements tx, Account account, Purpose purpose, String email) {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    var code = "%06d".formatted(RANDOM.nextInt(CODES));
    tx.query(
        """
        insert into platform.one_time_tokens (app_user_id, purpose, organization_id,
          application_id, email, hash, code_hash, expires_at)
        values ($1, $2, $3, $4, $5::text::public.citext, $6, $7, now() + make_interval(secs => $8))
        on conflict (app_user_id, purpose) do update set email = excluded.email,
          hash = excluded.hash, code_hash = excluded.code_hash, wrong_codes = 0,
          created_at = now(), expires_at = excluded.expires_at
        """,
        account.appUserId(),
        purpose.wireName(),
        account.organizationId(),
        account.applicationId(),
        email,
        Buffer.buffer(Hashes.sha256(token)),
        Buffer.buffer(codeHash(account.appUserId(), code)),
        (double) purpose.lifetime().toSeconds());
    return new Issued(purpose, token, code);
  }

  /** Whose it is, if it is still good; it stays so. */
  public static Optional<UUID> owner(Statements tx, String token) {
    for (var row :
        tx.query(
            "select app_user_id from platform.one_time_tokens where hash = $1 and expires_at > now()",
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
            returning app_user_id, purpose, email::text as email, expires_at > now() as live
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
      Statements tx, UUID applicationId, String email, String code, Set<Purpose> purposes) {
    var names = purposes.stream().map(Purpose::wireName).toArray(String[]::new);
    for (var row :
        tx.query(
            """
            select app_user_id, purpose, email::text as email, code_hash
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
    tx.query("delete from platform.one_time_tokens where app_user_id = $1", appUserId);
  }

  static void forgetExpired(Statements tx) {
    tx.query("delete from platform.one_time_tokens where expires_at < now()");
  }

  private static void delete(Statements tx, Row row) {
    tx.query(
        "delete from platform.one_time_tokens where app_user_id = $1 and purpose = $2",
        row.getUUID("app_user_id"),
        row.getString("purpose"));
  }

  private static Redeemed redeemed(Row row) {
    return new Redeemed(
        row.getUUID("app_user_id"),
        Purpose.valueOf(row.getString("purpose").toUpperCase(Locale.ROOT)),
        row.getString("email"));
  }

  /** Keyed: all six digits could be tried against a copy of the database. */
  private byte[] codeHash(UUID appUserId, String code) {
    return Hashes.hmac(
        rootKey.derive("one-time code"), (appUserId + " " + code).getBytes(StandardCharsets.UTF_8));
  }
}
