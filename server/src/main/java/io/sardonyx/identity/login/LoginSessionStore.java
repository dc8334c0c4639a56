package io.sardonyx.identity.login;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.login.RefreshTokenPolicy.State;
import io.sardonyx.identity.tokens.AuthenticationContext;
import io.sardonyx.identity.tokens.RefreshToken;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserKey;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Login sessions in PostgreSQL, which is the truth about them. All times are the database's. */
final class LoginSessionStore {
  /**
   * It ends after thirty days without a refresh, and half a year after signing in at the latest.
   */
  private static final String EXPIRES_AT =
      "least(%s + interval '180 days', now() + interval '30 days')";

  private LoginSessionStore() {}

  static Instant insert(Statements tx, UUID id, Account account, SignIn.Begun begun) {
    var rows =
        tx.query(
            """
            insert into platform.login_sessions (id, organization_id, application_id, app_user_id,
              user_agent, ip_address, method, expires_at)
            values ($1, $2, $3, $4, $5, $6::text::inet, $7, %s) returning expires_at
            """
                .formatted(EXPIRES_AT.formatted("now()")),
            id,
            account.organizationId(),
            account.applicationId(),
            account.appUserId(),
            begun.device().userAgent(),
            begun.device().address(),
            begun.method());
    tx.query(
        "update platform.app_users set last_login_at = now() where id = $1", account.appUserId());
    return rows.iterator().next().getOffsetDateTime("expires_at").toInstant();
  }

  /**
   * The next generation, unless it is not the newest that is presented.
   *
   * @return when the login session now ends
   */
  static Optional<Instant> rotate(Statements tx, RefreshToken presented) {
    for (var row :
        tx.query(
            """
            update platform.login_sessions
            set refresh_generation = $2 + 1, used_generation = $2, refreshed_at = now(),
              last_seen_at = now(), expires_at = %s
            where id = $1 and refresh_generation = $2
              and revoked_at is null and expires_at > now()
            returning expires_at
            """
                .formatted(EXPIRES_AT.formatted("created_at")),
            presented.loginSessionId(),
            presented.generation())) {
      return Optional.of(row.getOffsetDateTime("expires_at").toInstant());
    }
    return Optional.empty();
  }

  record Advanced(int generation, Instant expiresAt) {}

  /** The next generation, whichever the newest is: for who has shown more than a refresh token. */
  static Optional<Advanced> advance(Statements tx, UUID id) {
    for (var row :
        tx.query(
            """
            update platform.login_sessions
            set refresh_generation = refresh_generation + 1, used_generation = refresh_generation,
              refreshed_at = now(), last_seen_at = now(), expires_at = %s
            where id = $1 and revoked_at is null and expires_at > now()
            returning refresh_generation, expires_at
            """
                .formatted(EXPIRES_AT.formatted("created_at")),
            id)) {
      return Optional.of(
          new Advanced(
              row.getInteger("refresh_generation"),
              row.getOffsetDateTime("expires_at").toInstant()));
    }
    return Optional.empty();
  }

  /**
   * @param factor as the database names it
   */
  static void putSecondFactor(Statements tx, UUID id, String factor) {
    tx.query(
        """
        update platform.login_sessions set second_factor = $2, second_factor_at = now()
        where id = $1
        """,
        id,
        factor);
  }

  static void clearSecondFactor(Statements tx, UUID appUserId) {
    tx.query(
        """
        update platform.login_sessions set second_factor = null, second_factor_at = null
        where app_user_id = $1 and second_factor is not null
        """,
        appUserId);
  }

  record Stored(
      State state,
      Instant now,
      Instant expiresAt,
      UUID organizationId,
      UUID applicationId,
      UUID appUserId) {}

  static Optional<Stored> find(Statements tx, UUID id) {
    for (var row :
        tx.query(
            """
            select refresh_generation, used_generation, refreshed_at, expires_at,
              revoked_at is null and expires_at > now() as live, clock_timestamp() as now,
              organization_id, application_id, app_user_id
            from platform.login_sessions where id = $1
            """,
            id)) {
      var state =
          new State(
              row.getInteger("refresh_generation"),
              row.getInteger("used_generation"),
              row.getOffsetDateTime("refreshed_at").toInstant(),
              row.getBoolean("live"));
      return Optional.of(
          new Stored(
              state,
              row.getOffsetDateTime("now").toInstant(),
              row.getOffsetDateTime("expires_at").toInstant(),
              row.getUUID("organization_id"),
              row.getUUID("application_id"),
              row.getUUID("app_user_id")));
    }
    return Optional.empty();
  }

  static void markUsed(Statements tx, UUID id, int generation) {
    tx.query(
        """
        update platform.login_sessions set used_generation = $2
        where id = $1 and used_generation < $2 and refresh_generation >= $2
        """,
        id,
        generation);
  }

  static List<LoginSession> list(Statements tx, Caller caller, @Nullable UUID after, int limit) {
    var rows =
        tx.query(
            """
            select id, user_agent, host(ip_address) as ip_address, created_at, last_seen_at,
              expires_at
            from platform.login_sessions
            where app_user_id = $1 and revoked_at is null and expires_at > now()
              and ($2::uuid is null or id < $2)
            order by id desc limit $3
            """,
            caller.userId(),
            after,
            limit);
    var sessions = new ArrayList<LoginSession>(rows.size());
    for (var row : rows) {
      var id = row.getUUID("id");
      sessions.add(
          new LoginSession(
              id,
              row.getString("user_agent"),
              row.getString("ip_address"),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("last_seen_at").toInstant(),
              row.getOffsetDateTime("expires_at").toInstant(),
              id.equals(caller.loginSessionId())));
    }
    return sessions;
  }

  static Optional<AuthenticationContext> authenticationContext(Statements tx, UUID id) {
    for (var row :
        tx.query(
            """
            select method, created_at, second_factor_at, now() as now
            from platform.login_sessions where id = $1
            """,
            id)) {
      var secondFactorAt = row.getOffsetDateTime("second_factor_at");
      return Optional.of(
          new AuthenticationContext(
              row.getString("method"),
              row.getOffsetDateTime("created_at").toInstant(),
              secondFactorAt == null ? null : secondFactorAt.toInstant(),
              row.getOffsetDateTime("now").toInstant()));
    }
    return Optional.empty();
  }

  /**
   * @return whether there was one to end
   */
  static boolean revoke(Statements tx, UUID id, String because) {
    return tx.query(
                """
                update platform.login_sessions set revoked_at = now(), revoked_because = $2
                where id = $1 and revoked_at is null and expires_at > now() returning id
                """,
                id,
                because)
            .size()
        > 0;
  }

  /**
   * @param except a login session that goes on; null when none does
   */
  static List<UUID> revokeAll(
      Statements tx, UUID appUserId, String because, @Nullable UUID except) {
    return ids(
        tx.query(
            """
            update platform.login_sessions set revoked_at = now(), revoked_because = $2
            where app_user_id = $1 and revoked_at is null and ($3::uuid is null or id <> $3)
            returning id
            """,
            appUserId,
            because,
            except));
  }

  static int deleteOfUser(Statements tx, UserKey user, int limit) {
    return tx.query(
            """
            delete from platform.login_sessions where id in (
              select id from platform.login_sessions
              where organization_id = $1 and application_id = $2 and app_user_id = $3 limit $4)
            """,
            user.organizationId(),
            user.applicationId(),
            user.userId(),
            limit)
        .rowCount();
  }

  static void deleteEnded(Statements tx) {
    tx.query(
        """
        delete from platform.login_sessions
        where least(expires_at, coalesce(revoked_at, expires_at)) < now() - interval '30 days'
        """);
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    var ids = new ArrayList<UUID>(rows.size());
    rows.forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }
}
