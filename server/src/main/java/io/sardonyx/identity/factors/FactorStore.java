package io.sardonyx.identity.factors;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Factors and what asks for them, in PostgreSQL, as the workers' role. */
final class FactorStore {
  private FactorStore() {}

  /**
   * @param usedLast the half minute whose digits were used last
   */
  record Stored(UUID id, byte[] sealedSecret, boolean isVerified, long usedLast) {}

  static Optional<Stored> find(Statements tx, UUID appUserId, UUID id) {
    for (var row :
        tx.query(
            """
            select sealed_secret, verified_at is not null as is_verified, last_step
            from platform.factors where id = $1 and app_user_id = $2
            """,
            id,
            appUserId)) {
      return Optional.of(
          new Stored(
              id,
              row.getBuffer("sealed_secret").getBytes(),
              row.getBoolean("is_verified"),
              row.getLong("last_step")));
    }
    return Optional.empty();
  }

  static void insert(Statements tx, Account of, UUID id, String friendlyName, byte[] sealedSecret) {
    tx.query(
        """
        insert into platform.factors (id, organization_id, application_id, app_user_id,
          friendly_name, sealed_secret)
        values ($1, $2, $3, $4, $5, $6)
        """,
        id,
        of.organizationId(),
        of.applicationId(),
        of.appUserId(),
        friendlyName,
        Buffer.buffer(sealedSecret));
  }

  /**
   * Of two that bring the same digits at once, one finds them used.
   *
   * @return whether they were still good
   */
  static boolean use(Statements tx, UUID id, long step) {
    return tx.query(
                """
                update platform.factors set last_step = $2, updated_at = now(),
                  verified_at = coalesce(verified_at, now())
                where id = $1 and last_step < $2 returning id
                """,
                id,
                step)
            .size()
        > 0;
  }

  static void delete(Statements tx, UUID id) {
    tx.query("delete from platform.factors where id = $1", id);
  }

  static void deleteUnverified(Statements tx, UUID appUserId) {
    tx.query(
        "delete from platform.factors where app_user_id = $1 and verified_at is null", appUserId);
  }

  static void deleteAll(Statements tx, UUID appUserId) {
    tx.query("delete from platform.factors where app_user_id = $1", appUserId);
  }

  static boolean anyVerified(Statements tx, UUID appUserId) {
    return tx.query(
                """
                select 1 from platform.factors
                where app_user_id = $1 and verified_at is not null limit 1
                """,
                appUserId)
            .size()
        > 0;
  }

  /** For those who look after people; it decides nothing. */
  static void record(Statements tx, UUID appUserId, boolean hasSecondFactor) {
    tx.query(
        """
        update platform.customer_users set has_second_factor = $2
        where id = (select customer_user_id from platform.app_users where id = $1)
        """,
        appUserId,
        hasSecondFactor);
  }

  /**
   * In place of the one before.
   *
   * @return until when it is good
   */
  static Instant challenge(
      Statements tx,
      UUID id,
      UUID organizationId,
      UUID loginSessionId,
      UUID factorId,
      Duration time) {
    return tx.query(
            """
            insert into platform.factor_challenges (id, organization_id, login_session_id,
              factor_id, expires_at)
            values ($1, $2, $3, $4, now() + make_interval(secs => $5))
            on conflict (login_session_id, factor_id) do update set id = excluded.id,
              expires_at = excluded.expires_at
            returning expires_at
            """,
            id,
            organizationId,
            loginSessionId,
            factorId,
            (double) time.toSeconds())
        .iterator()
        .next()
        .getOffsetDateTime("expires_at")
        .toInstant();
  }

  static boolean isAsked(Statements tx, UUID challengeId, UUID loginSessionId, UUID factorId) {
    return tx.query(
                """
                select 1 from platform.factor_challenges
                where id = $1 and login_session_id = $2 and factor_id = $3 and expires_at > now()
                """,
                challengeId,
                loginSessionId,
                factorId)
            .size()
        > 0;
  }

  /**
   * @return whether it was still there: of two answers at once, one is too late
   */
  static boolean answer(Statements tx, UUID challengeId) {
    return tx.query(
                "delete from platform.factor_challenges where id = $1 returning id", challengeId)
            .size()
        > 0;
  }
}
