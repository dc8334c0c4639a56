package io.sardonyx.isolation;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/** Rows in every table for everyone, so that there is something of others to reach for. */
final class Seed {
  /** Of the shop's admin, shared with everybody in the shop. */
  static final String SHARED_SESSION = session(Someone.SHOP_ADMIN).toString();

  private Seed() {}

  static void plant(Connection superuser) throws SQLException {
    var organizations = new HashSet<UUID>();
    var applications = new HashSet<UUID>();
    for (var someone : Someone.everyone()) {
      if (organizations.add(someone.organization())) {
        organization(superuser, someone);
        retention(superuser, someone);
      }
      if (applications.add(someone.application())) {
        application(superuser, someone, applications.size() == 1 || organizations.size() == 2);
        DeletedRows.plant(superuser, someone);
      }
      person(superuser, someone);
      conversation(superuser, someone);
    }
  }

  static boolean ownsTopic(Someone caller, Rule.Row row) {
    return Set.of(session(caller), caller.user()).contains(row.id("topic_id"))
        && caller.organization().equals(row.id("organization_id"))
        && caller.application().equals(row.id("application_id"));
  }

  static boolean seesTopic(Someone caller, Rule.Row row) {
    return ownsTopic(caller, row)
        || (row.has("topic_id", SHARED_SESSION)
            && caller.organization().equals(row.id("organization_id"))
            && caller.application().equals(row.id("application_id")));
  }

  /** It has one message, of the same id. */
  static UUID session(Someone someone) {
    return UUID.nameUUIDFromBytes(
        ("session of " + someone.user()).getBytes(StandardCharsets.UTF_8));
  }

  private static void organization(Connection superuser, Someone someone) throws SQLException {
    insert(
        superuser,
        "insert into platform.organizations (id, name) values (?, ?)",
        someone.organization(),
        someone.name());
    insert(
        superuser,
        """
        insert into platform.model_providers (organization_id, name, kind, base_url, model)
        values (?, ?, 'openai', 'http://127.0.0.1', 'm')
        """,
        someone.organization(),
        someone.name());
  }

  private static void retention(Connection superuser, Someone someone) throws SQLException {
    insert(
        superuser,
        "insert into platform.retention_rules (organization_id) values (?)",
        someone.organization());
    insert(
        superuser,
        """
        insert into platform.retention_runs (organization_id, archived, deleted, started_at, finished_at)
        values (?, 0, 0, now(), now())
        """,
        someone.organization());
  }

  private static void application(Connection superuser, Someone someone, boolean workspace)
      throws SQLException {
    var organization = someone.organization();
    var application = someone.application();
    insert(
        superuser,
        """
        insert into platform.applications (id, organization_id, name, is_workspace, publishable_key)
        values (?, ?, ?, ?, ?)
        """,
        application,
        organization,
        someone.name(),
        workspace,
        application.toString());
    insert(
        superuser,
        """
        insert into platform.application_secrets (application_id, organization_id, sealed_secret)
        values (?, ?, ?)
        """,
        application,
        organization,
        new byte[] {1});
    insert(
        superuser,
        "insert into platform.teams (id, organization_id, application_id, name) values (?, ?, ?,"
            + " 't')",
        application,
        organization,
        application);
    insert(
        superuser,
        """
        insert into platform.personas (organization_id, application_id, name, roles)
        values (?, ?, 'for everyone', null), (?, ?, 'for some', '{app_user}')
        """,
        organization,
        application,
        organization,
        application);
  }

  private static void person(Connection superuser, Someone someone) throws SQLException {
    var organization = someone.organization();
    insert(
        superuser,
        """
        insert into platform.app_users (id, organization_id, application_id, external_id, display_name)
        values (?, ?, ?, ?, ?)
        """,
        someone.user(),
        organization,
        someone.application(),
        someone.name(),
        someone.name());
    insert(
        superuser,
        """
        insert into platform.app_user_preferences (app_user_id, organization_id, application_id)
        values (?, ?, ?)
        """,
        someone.user(),
        organization,
        someone.application());
    insert(
        superuser,
        """
        insert into platform.customer_users (id, organization_id, email, display_name)
        values (?, ?, ?, ?)
        """,
        someone.user(),
        organization,
        someone.user() + "@example.com",
        someone.name());
    insert(
        superuser,
        """
        insert into platform.customer_user_teams (customer_user_id, team_id, organization_id, role)
        values (?, ?, ?, 'viewer')
        """,
        someone.user(),
        someone.application(),
        organization);
    credentials(superuser, someone);
  }

  private static void credentials(Connection superuser, Someone someone) throws SQLException {
    allOwned(
        superuser,
        someone,
        """
        insert into platform.accounts (organization_id, application_id, app_user_id, email)
        values (?, ?, ?, uuidv7() || '@example.com')
        """,
        """
        insert into platform.one_time_tokens (organization_id, application_id, app_user_id, purpose, email, hash, code_hash, expires_at)
        values (?, ?, ?, 'signup', 'a@example.com', uuid_send(uuidv7()), 'h', now())
        """,
        """
        insert into platform.login_sessions (organization_id, application_id, app_user_id, expires_at)
        values (?, ?, ?, now())
        """);
    secondFactor(superuser, someone);
    allOwned(
        superuser,
        someone,
        """
        insert into platform.api_keys (organization_id, application_id, app_user_id, name, prefix, hash, scopes)
        values (?, ?, ?, 'k', 'k', uuid_send(uuidv7()), '{}')
        """,
        """
        insert into platform.idempotency_keys (organization_id, application_id, app_user_id, key, request_hash)
        values (?, ?, ?, uuidv7()::text, 'h')
        """,
        """
        insert into platform.audit_events (organization_id, application_id, app_user_id, action)
        values (?, ?, ?, 'a')
        """,
        """
        with who (organization_id, application_id, user_id)
          as (values (?::uuid, ?::uuid, ?::uuid))
        insert into platform.standing_changes (organization_id, subject_id)
        select organization_id, user_id from who
        """);
  }

  private static void secondFactor(Connection superuser, Someone someone) throws SQLException {
    allOwned(
        superuser,
        someone,
        """
        insert into platform.factors (organization_id, application_id, app_user_id, id, friendly_name, sealed_secret)
        values (?, ?, ?, uuidv7(), uuidv7()::text, 's')
        """,
        """
        insert into platform.factor_challenges (id, organization_id, login_session_id, factor_id, expires_at)
        select uuidv7(), s.organization_id, s.id, f.id, now()
        from platform.login_sessions s join platform.factors f using (app_user_id)
        where s.organization_id = ? and s.application_id = ? and s.app_user_id = ? limit 1
        """,
        """
        insert into platform.recovery_codes (organization_id, application_id, app_user_id, hash)
        values (?, ?, ?, uuid_send(uuidv7()))
        """);
  }

  private static void conversation(Connection superuser, Someone someone) throws SQLException {
    var session = session(someone);
    var shared = session.toString().equals(SHARED_SESSION);
    topic(superuser, someone, someone.user(), "app_user");
    topic(superuser, someone, session, "chat_session");
    allOwned(
        superuser,
        someone,
        """
        insert into platform.personas (organization_id, application_id, owner_id, name)
        values (?, ?, ?, 'own')
        """,
        """
        insert into platform.projects (organization_id, application_id, user_id, name)
        values (?, ?, ?, 'p')
        """,
        DeletedRows.PROJECT);
    owned(
        superuser,
        someone,
        """
        insert into platform.chat_sessions (organization_id, application_id, user_id, id, leaf_id, shared_status)
        values (?, ?, ?, ?, ?, ?)
        """,
        session,
        session,
        shared ? "application" : "private");
    owned(
        superuser,
        someone,
        """
        insert into platform.chat_messages (organization_id, application_id, user_id, id, session_id, kind)
        values (?, ?, ?, ?, ?, 'system')
        """,
        session,
        session);
    aroundTheConversation(superuser, someone, session);
    search(superuser, someone, session);
  }

  private static void aroundTheConversation(Connection superuser, Someone someone, UUID session)
      throws SQLException {
    owned(
        superuser,
        someone,
        """
        insert into platform.share_links (organization_id, application_id, user_id, session_id, token_hash)
        values (?, ?, ?, ?, uuid_send(uuidv7()))
        """,
        session);
    owned(
        superuser,
        someone,
        """
        insert into platform.answer_feedback (organization_id, application_id, user_id, session_id, message_id, rating)
        values (?, ?, ?, ?, ?, 'up')
        """,
        session,
        session);
    owned(
        superuser,
        someone,
        """
        insert into platform.chat_summaries (organization_id, application_id, user_id, session_id, message_id, content)
        values (?, ?, ?, ?, ?, 's')
        """,
        session,
        session);
    owned(
        superuser,
        someone,
        """
        insert into platform.token_usage (organization_id, application_id, user_id, answer_id, purpose, model, prompt_tokens, completion_tokens, is_estimated, is_settled)
        values (?, ?, ?, ?, 'answer', 'm', 1, 1, false, false)
        """,
        session);
    owned(
        superuser,
        someone,
        """
        insert into platform.tool_calls (organization_id, application_id, user_id, session_id, message_id, name)
        values (?, ?, ?, ?, ?, 't')
        """,
        session,
        session);
  }

  private static void search(Connection superuser, Someone someone, UUID session)
      throws SQLException {
    insert(
        superuser,
        """
        insert into platform.search_messages (organization_id, user_id, message_id, grams)
        values (?, ?, ?, '{1}')
        """,
        someone.organization(),
        someone.user(),
        session);
    insert(
        superuser,
        """
        insert into platform.search_titles (organization_id, user_id, session_id, grams)
        values (?, ?, ?, '{1}')
        """,
        someone.organization(),
        someone.user(),
        session);
    insert(
        superuser,
        "insert into platform.search_queue (organization_id, kind, subject_id) values (?, 'title',"
            + " ?)",
        someone.organization(),
        session);
  }

  private static void topic(
      Connection superuser, Someone someone, UUID id, String kind) throws SQLException {
    owned(
        superuser,
        someone,
        """
        insert into platform.topics (organization_id, application_id, writer_id, id, kind)
        values (?, ?, ?, ?, ?)
        """,
        id,
        kind);
    insert(
        superuser,
        """
        insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
        values (?, 1, ?, ?, 'e', '{}')
        """,
        id,
        someone.organization(),
        someone.application());
  }

  private static void allOwned(Connection superuser, Someone someone, String... statements)
      throws SQLException {
    for (var sql : statements) {
      owned(superuser, someone, sql);
    }
  }

  private static void owned(Connection superuser, Someone someone, String sql, Object... more)
      throws SQLException {
    var all = new Object[3 + more.length];
    all[0] = someone.organization();
    all[1] = someone.application();
    all[2] = someone.user();
    System.arraycopy(more, 0, all, 3, more.length);
    insert(superuser, sql, all);
  }

  static void insert(Connection superuser, String sql, Object... values) throws SQLException {
    try (var statement = superuser.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
