package io.sardonyx.identity.appusers;

import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.UserKey;
import io.sardonyx.platform.events.EventLog;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** App users. */
final class AppUserStore {
  private static final String COLUMNS =
      "id, application_id, external_id, customer_user_id, role, user_type, username,"
          + " display_name, avatar_url, is_active, last_login_at, created_at, updated_at";

  private AppUserStore() {}

  /** Many requests may see somebody for the first time at once: one of them makes the row. */
  /**
   * Not for a token that was signed before a user of that external id was deleted.
   *
   * @return whether they are new
   */
  static boolean insertAtFirstSight(
      Statements tx, UUID organizationId, UUID applicationId, String externalId, Instant signedAt) {
    var id = Ids.next();
    var made =
        tx.query(
            """
            insert into platform.app_users
              (id, organization_id, application_id, external_id, display_name)
            select $1, $2, $3, $4, left($4, 200)
            where not exists (select from platform.app_users
              where application_id = $3 and external_id = $4 and deleted_at >= $5)
            on conflict (application_id, external_id, deleted_at) do nothing returning id
            """,
            id,
            organizationId,
            applicationId,
            externalId,
            signedAt.atOffset(ZoneOffset.UTC));
    if (made.size() > 0) {
      EventLog.createTopic(tx, AppUserTopic.of(id), organizationId, applicationId, id);
    }
    return made.size() > 0;
  }

  /**
   * Somebody who signs in by themselves: nobody's system has another id for them.
   *
   * @return false when somebody has the id already
   */
  static boolean insertWithAccount(
      Statements tx, UUID id, UUID organizationId, UUID applicationId, String displayName) {
    var made =
        tx.query(
            """
            insert into platform.app_users
              (id, organization_id, application_id, external_id, display_name)
            values ($1, $2, $3, $1::uuid::text, left($4, 200))
            on conflict do nothing returning id
            """,
            id,
            organizationId,
            applicationId,
            displayName);
    if (made.size() > 0) {
      EventLog.createTopic(tx, AppUserTopic.of(id), organizationId, applicationId, id);
    }
    return made.size() > 0;
  }

  /** Empty when somebody has that external id already. */
  static Optional<AppUser> insert(
      Statements tx, UUID organizationId, UUID applicationId, PostAppUser user) {
    var id = Ids.next();
    var made =
        users(
            tx.query(
                """
                insert into platform.app_users (id, organization_id, application_id, external_id,
                  role, user_type, username, display_name, avatar_url)
                values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                on conflict (application_id, external_id, deleted_at) do nothing returning %s
                """
                    .formatted(COLUMNS),
                id,
                organizationId,
                applicationId,
                user.externalId(),
                user.roleOrDefault(),
                user.userTypeOrDefault(),
                user.username(),
                user.displayName(),
                user.avatarUrl()));
    if (!made.isEmpty()) {
      EventLog.createTopic(tx, AppUserTopic.of(id), organizationId, applicationId, id);
    }
    return made.stream().findFirst();
  }

  /**
   * One more than the limit when there are more.
   *
   * @param besides who is wanted for something that is not in their row
   */
  static List<AppUser> list(
      Statements tx, UUID applicationId, AppUserQuery query, List<UUID> besides) {
    return users(
        tx.query(
            """
            select %s from platform.app_users
            where application_id = $1 and ($2::text is null or external_id = $2)
              and ($3::text is null or id = any($6) or strpos(
                lower(concat_ws(chr(10), display_name, username, external_id)), lower($3)) > 0)
              and ($4::uuid is null or id < $4)
            order by id desc limit $5
            """
                .formatted(COLUMNS),
            applicationId,
            query.externalId(),
            query.query(),
            query.after(),
            query.limit() + 1,
            besides.toArray(UUID[]::new)));
  }

  static Optional<AppUser> find(Statements tx, UUID id) {
    return users(tx.query("select %s from platform.app_users where id = $1".formatted(COLUMNS), id))
        .stream()
        .findFirst();
  }

  static Optional<AppUser> update(Statements tx, UUID id, PatchAppUser change) {
    return users(
            tx.query(
                """
                update platform.app_users set
                  role = coalesce($2, role),
                  username = case when $3 then $4 else username end,
                  display_name = coalesce($5, display_name),
                  avatar_url = case when $6 then $7 else avatar_url end,
                  is_active = coalesce($8, is_active),
                  updated_at = now()
                where id = $1 returning %s
                """
                    .formatted(COLUMNS),
                id,
                change.role(),
                change.username() != null,
                value(change.username()),
                change.displayName(),
                change.avatarUrl() != null,
                value(change.avatarUrl()),
                change.isActive()))
        .stream()
        .findFirst();
  }

  /**
   * As a worker: out of everybody's sight; a job removes what is theirs. Their address is free.
   *
   * @return whether they were there
   */
  static boolean delete(Statements tx, UUID id) {
    var deleted =
        tx.query(
            """
            update platform.app_users
            set deleted_at = now(), is_active = false, customer_user_id = null
            where id = $1 and deleted_at is null returning id
            """,
            id);
    tx.query("delete from platform.accounts where app_user_id = $1", id);
    tx.query("delete from platform.one_time_tokens where app_user_id = $1", id);
    return deleted.size() > 0;
  }

  /** As a worker: what is theirs stays, and they do not come back to it. */
  static void deactivate(Statements tx, UUID id) {
    tx.query(
        "update platform.app_users set is_active = false, updated_at = now() where id = $1", id);
  }

  /** As a worker: those that were deleted, the oldest deletion first. */
  static List<UserKey> deleted(Statements tx, int limit) {
    return keys(
        tx.query(
            """
            select organization_id, application_id, id from platform.app_users
            where deleted_at is not null and data_removed_at is null
            order by deleted_at limit $1
            """,
            limit));
  }

  /** As a worker: nothing of theirs is left but what refuses tokens that were signed before. */
  static void recordRemoval(Statements tx, UUID id) {
    tx.query(
        "update platform.app_users set data_removed_at = now(), display_name = '-' where id = $1",
        id);
  }

  /** As a worker: for good, those that were deleted so long ago. */
  static void removeDeletedBefore(Statements tx, Duration age) {
    tx.query(
        """
        delete from platform.app_users where data_removed_at is not null
          and deleted_at < now() - make_interval(secs => $1)
        """,
        (double) age.toSeconds());
  }

  /** As a worker: everybody in an application, by id. */
  static List<UserKey> ofApplication(Statements tx, UUID applicationId, UUID after, int limit) {
    return keys(
        tx.query(
            """
            select organization_id, application_id, id from platform.app_users
            where application_id = $1 and id > $2 order by id limit $3
            """,
            applicationId,
            after,
            limit));
  }

  /** As a worker: for good. */
  static void remove(Statements tx, UUID id) {
    tx.query("delete from platform.app_users where id = $1", id);
  }

  private static List<UserKey> keys(RowSet<Row> rows) {
    var keys = new ArrayList<UserKey>(rows.size());
    for (var row : rows) {
      keys.add(
          new UserKey(
              row.getUUID("organization_id"), row.getUUID("application_id"), row.getUUID("id")));
    }
    return keys;
  }

  private static List<AppUser> users(RowSet<Row> rows) {
    var users = new ArrayList<AppUser>(rows.size());
    for (var row : rows) {
      var lastLoginAt = row.getOffsetDateTime("last_login_at");
      users.add(
          new AppUser(
              row.getUUID("id"),
              row.getUUID("application_id"),
              row.getString("external_id"),
              row.getUUID("customer_user_id"),
              row.getString("role"),
              row.getString("user_type"),
              row.getString("username"),
              row.getString("display_name"),
              row.getString("avatar_url"),
              row.getBoolean("is_active"),
              null,
              null,
              null,
              lastLoginAt == null ? null : lastLoginAt.toInstant(),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant()));
    }
    return users;
  }

  private static @Nullable String value(@Nullable Optional<String> given) {
    return given == null ? null : given.orElse(null);
  }
}
