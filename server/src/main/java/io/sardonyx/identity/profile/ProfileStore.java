package io.sardonyx.identity.profile;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One's own row, as row-level security lets one see it. */
final class ProfileStore {
  private ProfileStore() {}

  static Optional<Profile> find(Statements tx, Caller caller) {
    for (var row :
        tx.query(
            """
            select u.id, u.external_id, u.username, u.display_name, u.avatar_url, u.last_login_at,
              u.created_at, p.preferences, p.settings, c.email::text as email,
              coalesce(c.must_change_password, false) as must_change
            from platform.app_users u
              left join platform.app_user_preferences p on p.app_user_id = u.id
              left join platform.customer_users c on c.id = u.customer_user_id
            where u.id = $1
            """,
            caller.userId())) {
      return Optional.of(profile(row, caller));
    }
    return Optional.empty();
  }

  private static Profile profile(Row row, Caller caller) {
    var lastLoginAt = row.getOffsetDateTime("last_login_at");
    return new Profile(
        row.getUUID("id"),
        row.getString("external_id"),
        row.getString("email"),
        row.getString("username"),
        row.getString("display_name"),
        row.getString("avatar_url"),
        caller.role().databaseName(),
        object(row, "preferences"),
        object(row, "settings"),
        row.getBoolean("must_change"),
        lastLoginAt == null ? null : lastLoginAt.toInstant(),
        row.getOffsetDateTime("created_at").toInstant());
  }

  static Preferences preferences(Statements tx, Caller caller) {
    for (var row :
        tx.query(
            """
            select preferences, settings from platform.app_user_preferences
            where app_user_id = $1
            """,
            caller.userId())) {
      return new Preferences(object(row, "preferences"), object(row, "settings"));
    }
    return new Preferences(Map.of(), Map.of());
  }

  private static Map<String, Object> object(Row row, String column) {
    var object = row.getJsonObject(column);
    return object == null ? Map.of() : object.getMap();
  }

  static Optional<Me> surroundings(
      Statements tx, Caller caller, List<String> permissions, Profile user) {
    for (var row :
        tx.query(
            """
            select o.id as organization_id, o.name as organization_name,
              a.id as application_id, a.name as application_name, a.is_workspace
            from platform.applications a join platform.organizations o on o.id = a.organization_id
            where a.id = $1
            """,
            caller.applicationId())) {
      return Optional.of(
          new Me(
              user,
              new Me.Named(row.getUUID("organization_id"), row.getString("organization_name")),
              new Me.Application(
                  row.getUUID("application_id"),
                  row.getString("application_name"),
                  row.getBoolean("is_workspace")),
              caller.role().databaseName(),
              permissions,
              caller.loginSessionId()));
    }
    return Optional.empty();
  }

  static void update(Statements tx, Caller caller, PatchMe change) {
    tx.query(
        """
        update platform.app_users set
          display_name = coalesce($2, display_name),
          username = case when $3 then $4 else username end,
          avatar_url = case when $5 then $6 else avatar_url end,
          updated_at = now()
        where id = $1
        """,
        caller.userId(),
        change.displayName(),
        change.username() != null,
        value(change.username()),
        change.avatarUrl() != null,
        value(change.avatarUrl()));
  }

  /** Given keys replace, null removes, the others stay. */
  static void mergePreferences(
      Statements tx, Caller caller, String preferences, String settings, int max) {
    var rows =
        tx.query(
            """
            insert into platform.app_user_preferences as p
              (app_user_id, organization_id, application_id, preferences, settings)
            values ($1, $2, $3, platform.merge('{}', $4::text::jsonb),
              platform.merge('{}', $5::text::jsonb))
            on conflict (app_user_id) do update set
              preferences = platform.merge(p.preferences, $4::text::jsonb),
              settings = platform.merge(p.settings, $5::text::jsonb),
              updated_at = now()
            returning greatest(octet_length(p.preferences::text), octet_length(p.settings::text))
              as size
            """,
            caller.userId(),
            caller.organizationId(),
            caller.applicationId(),
            preferences,
            settings);
    if (rows.iterator().next().getInteger("size") > max) {
      throw Profiles.tooLarge();
    }
  }

  private static @Nullable String value(@Nullable Optional<String> given) {
    return given == null ? null : given.orElse(null);
  }
}
