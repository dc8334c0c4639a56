package io.sardonyx.identity.authentication;

import io.sardonyx.identity.authentication.Principal.ApiKeyState;
import io.sardonyx.identity.authentication.Principal.LoginSessionState;
import io.sardonyx.identity.authentication.Principal.MissingStep;
import io.sardonyx.identity.authentication.Principal.User;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads principals. Nobody has one who is deactivated or banned, whose application is deactivated,
 * or who is no longer in the Workspace's team though they belong to the organization's people.
 */
final class PrincipalStore {
  private static final String USER =
      """
      select u.organization_id, u.application_id, u.id as app_user_id,
        case when u.customer_user_id is null then u.role end as app_role,
        case when u.customer_user_id is not null then m.role end as team_role,
        coalesce(c.must_change_password, false) as must_change_password,
        u.tokens_valid_after, clock_timestamp() as read_at%s
      from platform.app_users u
        join platform.applications a on a.id = u.application_id and a.is_active
        left join platform.customer_users c on c.id = u.customer_user_id
        left join platform.teams t on t.application_id = u.application_id
        left join platform.customer_user_teams m
          on m.customer_user_id = c.id and m.team_id = t.id
      """;
  private static final String ACTIVE =
      """
       where u.is_active and (u.customer_user_id is null or c.is_active and m.role is not null)
         and not exists (select from platform.accounts b
           where b.app_user_id = u.id and b.banned_until > now())
      """;

  /** A factor that was shown once is good for as long as the login session. */
  private static final String LACKS =
      """
      , case
          when exists (select from platform.factors f where f.organization_id = u.organization_id
              and f.application_id = u.application_id and f.app_user_id = u.id
              and f.verified_at is not null)
            then case when s.second_factor_at is null then 'SECOND_FACTOR' else 'NOTHING' end
          when c.id is not null and (select o.second_factor_required from platform.organizations o
              where o.id = u.organization_id)
            then 'ENROLMENT'
          else 'NOTHING' end as missing_step
      """;

  private static final String LOGIN_SESSIONS =
      USER.formatted(", s.id, s.used_generation, s.expires_at" + LACKS)
          + " join platform.login_sessions s on s.app_user_id = u.id"
          + ACTIVE
          + " and s.revoked_at is null and s.expires_at > now()";

  private static final String API_KEYS =
      USER.formatted(", k.id, k.scopes, k.expires_at")
          + " join platform.api_keys k on k.app_user_id = u.id"
          + ACTIVE
          + " and k.revoked_at is null and (k.expires_at is null or k.expires_at > now())";

  private PrincipalStore() {}

  static Optional<Principal> ofLoginSession(Statements tx, UUID id) {
    return first(tx.query(LOGIN_SESSIONS + " and s.id = $1", id));
  }

  static List<Principal> ofNewestLoginSessions(Statements tx, int limit) {
    var principals = new ArrayList<Principal>();
    for (var row : tx.query(LOGIN_SESSIONS + " order by s.last_seen_at desc limit $1", limit)) {
      principals.add(principal(row, loginSession(row), null));
    }
    return principals;
  }

  static Optional<Principal> ofUser(Statements tx, UUID applicationId, String externalId) {
    for (var row :
        tx.query(
            USER.formatted("") + ACTIVE + " and u.application_id = $1 and u.external_id = $2",
            applicationId,
            externalId)) {
      return Optional.of(principal(row, null, null));
    }
    return Optional.empty();
  }

  static Optional<Principal> ofUser(Statements tx, UUID id) {
    for (var row : tx.query(USER.formatted("") + ACTIVE + " and u.id = $1", id)) {
      return Optional.of(principal(row, null, null));
    }
    return Optional.empty();
  }

  /**
   * @param hash SHA-256 of the key
   */
  static Optional<Principal> ofApiKey(Statements tx, byte[] hash) {
    for (var row : tx.query(API_KEYS + " and k.hash = $1", Buffer.buffer(hash))) {
      return Optional.of(principal(row, null, apiKey(row)));
    }
    return Optional.empty();
  }

  static Map<UUID, Principal> ofLoginSessions(Statements tx, UUID[] ids) {
    return byId(
        tx,
        LOGIN_SESSIONS + " and s.id = any($1)",
        ids,
        row -> principal(row, loginSession(row), null),
        row -> row.getUUID("id"));
  }

  static Map<UUID, Principal> ofApiKeys(Statements tx, UUID[] ids) {
    return byId(
        tx,
        API_KEYS + " and k.id = any($1)",
        ids,
        row -> principal(row, null, apiKey(row)),
        row -> row.getUUID("id"));
  }

  static Map<UUID, Principal> ofUsers(Statements tx, UUID[] ids) {
    return byId(
        tx,
        USER.formatted("") + ACTIVE + " and u.id = any($1)",
        ids,
        row -> principal(row, null, null),
        row -> row.getUUID("app_user_id"));
  }

  private static Map<UUID, Principal> byId(
      Statements tx,
      String sql,
      UUID[] wanted,
      Function<Row, Principal> principal,
      Function<Row, UUID> id) {
    var found = new HashMap<UUID, Principal>();
    if (wanted.length > 0) {
      tx.query(sql, (Object) wanted).forEach(row -> found.put(id.apply(row), principal.apply(row)));
    }
    return found;
  }

  private static Optional<Principal> first(RowSet<Row> rows) {
    for (var row : rows) {
      return Optional.of(principal(row, loginSession(row), null));
    }
    return Optional.empty();
  }

  private static Principal principal(
      Row row, @Nullable LoginSessionState login, @Nullable ApiKeyState key) {
    var teamRole = row.getString("team_role");
    return new Principal(
        new User(
            row.getUUID("organization_id"),
            row.getUUID("application_id"),
            row.getUUID("app_user_id")),
        teamRole == null ? Role.ofAppUser(row.getString("app_role")) : Role.ofTeam(teamRole),
        login,
        key,
        row.getBoolean("must_change_password"),
        row.getOffsetDateTime("tokens_valid_after").toInstant(),
        row.getOffsetDateTime("read_at").toInstant());
  }

  private static LoginSessionState loginSession(Row row) {
    return new LoginSessionState(
        row.getUUID("id"),
        row.getInteger("used_generation"),
        row.getOffsetDateTime("expires_at").toInstant(),
        MissingStep.valueOf(row.getString("missing_step")));
  }

  private static ApiKeyState apiKey(Row row) {
    OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
    return new ApiKeyState(
        row.getUUID("id"),
        Set.copyOf(Arrays.asList(row.getArrayOfStrings("scopes"))),
        expiresAt == null ? Instant.MAX : expiresAt.toInstant());
  }
}
