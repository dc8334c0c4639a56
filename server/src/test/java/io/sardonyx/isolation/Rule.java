package io.sardonyx.isolation;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what to a row, said a second time and in another language than the policies, so that a
 * slip in one of them shows.
 */
record Rule(Allowed select, Allowed insert, Allowed update, Allowed delete) {

  interface Allowed {
    boolean test(Someone caller, Row row);

    default Allowed or(Allowed other) {
      return (caller, row) -> test(caller, row) || other.test(caller, row);
    }

    default Allowed and(Allowed other) {
      return (caller, row) -> test(caller, row) && other.test(caller, row);
    }
  }

  /** A row, by the columns that say whose it is. */
  record Row(Map<String, String> columns, String json) {
    @Nullable UUID id(String column) {
      var value = columns.get(column);
      return value == null ? null : UUID.fromString(value);
    }

    boolean has(String column, String value) {
      return value.equals(columns.get(column));
    }
  }

  private static final Allowed NOBODY = (caller, row) -> false;
  private static final Allowed ORGANIZATION =
      (caller, row) -> caller.organization().equals(row.id("organization_id"));
  private static final Allowed APPLICATION =
      ORGANIZATION.and((caller, row) -> caller.application().equals(row.id("application_id")));
  private static final Allowed STAFF = ORGANIZATION.and((caller, row) -> caller.isStaff());
  private static final Allowed ADMINISTRATOR =
      ORGANIZATION.and((caller, row) -> caller.isAdministrator());
  private static final Allowed SELF_AS_ROW =
      ORGANIZATION.and((caller, row) -> caller.user().equals(row.id("id")));
  private static final Allowed OWN_APPLICATION_AS_ROW =
      ORGANIZATION.and((caller, row) -> caller.application().equals(row.id("id")));

  private static Allowed own(String column) {
    return APPLICATION.and((caller, row) -> Objects.equals(caller.user(), row.id(column)));
  }

  /** What is deleted and waits for the job that removes it is nobody's to see. */
  private static final Allowed THERE = (caller, row) -> row.json().contains("\"deleted_at\": null");

  private static Rule only(Allowed all) {
    return new Rule(all, all, all, all);
  }

  private static Rule readable(Allowed select, Allowed write) {
    return new Rule(select, write, write, write);
  }

  private static final Allowed CURATED =
      APPLICATION.and((caller, row) -> caller.isCurator() && row.id("owner_id") == null);

  /** Everybody's, one's role's, one's own; curators see what they decide on. */
  private static final Allowed PERSONA =
      own("owner_id")
          .or(CURATED)
          .or(
              APPLICATION.and((caller, row) ->
                  row.id("owner_id") == null
                      && (row.json().contains("\"roles\": null")
                          || row.json().contains("\"" + caller.role() + "\""))));

  /** For tables that the API's role has no right to at all. */
  static final Rule WORKERS_ONLY = only(NOBODY);

  /**
   * What the workers may do, to the rows of every tenant; nothing to a table that is not here. They
   * have no caller, so their grants are all that keeps them to their work.
   */
  static final Map<String, Set<String>> OF_WORKERS =
      Map.ofEntries(
          Map.entry("organizations", Set.of("select", "insert")),
          Map.entry("customer_users", Set.of("select", "insert", "update", "delete")),
          Map.entry("accounts", Set.of("select", "insert", "update", "delete")),
          Map.entry("one_time_tokens", Set.of("select", "insert", "update", "delete")),
          Map.entry("factors", Set.of("select", "insert", "update", "delete")),
          Map.entry("factor_challenges", Set.of("select", "insert", "update", "delete")),
          Map.entry("recovery_codes", Set.of("select", "insert", "update", "delete")),
          Map.entry("applications", Set.of("select", "insert", "update", "delete")),
          Map.entry("application_secrets", Set.of("select", "insert", "update")),
          Map.entry("teams", Set.of("select", "insert", "update", "delete")),
          Map.entry("customer_user_teams", Set.of("select", "insert", "update")),
          Map.entry("app_users", Set.of("select", "insert", "update", "delete")),
          Map.entry("app_user_preferences", Set.of("select", "insert", "update")),
          Map.entry("login_sessions", Set.of("select", "insert", "update", "delete")),
          Map.entry("api_keys", Set.of("select", "update")),
          Map.entry("idempotency_keys", Set.of("select", "delete")),
          Map.entry("standing_changes", Set.of("select", "insert", "delete")),
          Map.entry("audit_events", Set.of("select", "insert", "delete")),
          Map.entry("topics", Set.of("select", "insert", "update", "delete")),
          Map.entry("events", Set.of("select", "insert", "delete")),
          Map.entry("personas", Set.of("select", "insert", "update", "delete")),
          Map.entry("projects", Set.of("select", "update", "delete")),
          Map.entry("search_messages", Set.of("select", "insert", "update", "delete")),
          Map.entry("search_titles", Set.of("select", "insert", "update", "delete")),
          Map.entry("search_queue", Set.of("select", "insert", "delete")),
          Map.entry("chat_sessions", Set.of("select", "update", "delete")),
          Map.entry("share_links", Set.of("select")),
          Map.entry("token_usage", Set.of("select", "insert", "update")),
          Map.entry("retention_rules", Set.of("select")),
          Map.entry("retention_runs", Set.of("select", "insert", "update", "delete")),
          Map.entry("chat_messages", Set.of("select", "update", "delete")),
          Map.entry("tool_calls", Set.of("select", "update")),
          Map.entry("model_providers", Set.of("select", "insert")));

  private static final Allowed SHARED_SESSION =
      APPLICATION.and(
          (caller, row) -> row.has("session_id", Seed.SHARED_SESSION) || isSharedSession(row));

  private static boolean isSharedSession(Row row) {
    return row.has("id", Seed.SHARED_SESSION) || row.has("topic_id", Seed.SHARED_SESSION);
  }

  /**
   * @throws AssertionError for a table that somebody added without saying who may reach it
   */
  static Rule of(String table) {
    var rule = OF_TABLE.get(table);
    if (rule == null) {
      throw new AssertionError("Say in Rule who may reach platform." + table);
    }
    return rule;
  }

  static final Map<String, Rule> OF_TABLE =
      Map.ofEntries(
          Map.entry("organizations", new Rule(ORGANIZATION, NOBODY, ADMINISTRATOR, NOBODY)),
          Map.entry("customer_users", readable(STAFF, ADMINISTRATOR)),
          Map.entry("accounts", WORKERS_ONLY),
          Map.entry("one_time_tokens", WORKERS_ONLY),
          Map.entry("factors", WORKERS_ONLY),
          Map.entry("factor_challenges", WORKERS_ONLY),
          Map.entry("recovery_codes", WORKERS_ONLY),
          Map.entry("search_messages", WORKERS_ONLY),
          Map.entry("search_titles", WORKERS_ONLY),
          Map.entry("share_links", only(own("user_id"))),
          Map.entry("chat_summaries", only(own("user_id"))),
          Map.entry(
              "token_usage",
              new Rule(
                  own("user_id").or(ADMINISTRATOR),
                  own("user_id"),
                  own("user_id"),
                  own("user_id"))),
          Map.entry(
              "answer_feedback",
              new Rule(
                  own("user_id").or(ADMINISTRATOR),
                  own("user_id"),
                  own("user_id"),
                  own("user_id"))),
          Map.entry("retention_rules", only(ADMINISTRATOR)),
          Map.entry("retention_runs", new Rule(ADMINISTRATOR, NOBODY, NOBODY, NOBODY)),
          Map.entry("search_queue", new Rule(NOBODY, ORGANIZATION, NOBODY, NOBODY)),
          Map.entry(
              "applications", readable(STAFF.or(OWN_APPLICATION_AS_ROW).and(THERE), ADMINISTRATOR)),
          Map.entry("application_secrets", WORKERS_ONLY),
          Map.entry("teams", readable(STAFF, ADMINISTRATOR)),
          Map.entry("customer_user_teams", readable(STAFF, ADMINISTRATOR)),
          Map.entry(
              "app_users",
              new Rule(
                  APPLICATION.or(STAFF).and(THERE).and(DeletedRows::isInAnApplicationThatIsThere),
                  ADMINISTRATOR,
                  ADMINISTRATOR.or(SELF_AS_ROW),
                  ADMINISTRATOR)),
          Map.entry("app_user_preferences", only(own("app_user_id"))),
          Map.entry(
              "login_sessions", new Rule(own("app_user_id"), NOBODY, own("app_user_id"), NOBODY)),
          Map.entry("api_keys", only(own("app_user_id"))),
          Map.entry("idempotency_keys", only(own("app_user_id"))),
          Map.entry("standing_changes", new Rule(NOBODY, ORGANIZATION, NOBODY, NOBODY)),
          Map.entry("audit_events", new Rule(ADMINISTRATOR, ORGANIZATION, NOBODY, NOBODY)),
          Map.entry("topics", readable(own("writer_id").or(SHARED_SESSION), own("writer_id"))),
          Map.entry(
              "events",
              new Rule(
                  Seed::seesTopic, (caller, row) -> Seed.ownsTopic(caller, row), NOBODY, NOBODY)),
          Map.entry("personas", readable(PERSONA.and(THERE), own("owner_id").or(CURATED))),
          Map.entry("projects", readable(own("user_id").and(THERE), own("user_id"))),
          Map.entry("chat_sessions", readable(own("user_id").or(SHARED_SESSION), own("user_id"))),
          Map.entry("chat_messages", readable(own("user_id").or(SHARED_SESSION), own("user_id"))),
          Map.entry("tool_calls", readable(own("user_id").or(SHARED_SESSION), own("user_id"))),
          Map.entry("model_providers", only(ADMINISTRATOR)));
}
