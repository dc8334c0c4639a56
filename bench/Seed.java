import java.sql.Connection;
import java.sql.SQLException;

/**
 * Fills an application with users, chat sessions and messages whose ids can be computed: the last
 * twelve digits are {@link #FIRST} and the number of the user, of the session (ten for each user),
 * or of the message (a thousand for each session).
 */
record Seed(String organizationId, String applicationId) {
  static final int USERS = 10_000;
  static final int SESSIONS_PER_USER = 10;
  static final long FIRST = 100_000_000_000L;
  static final String USER = "018f0000-0000-7000-8000-";
  static final String SESSION = "018f0000-0000-7000-8001-";
  private static final String MESSAGE = "018f0000-0000-7000-8002-";

  /** How many messages the sessions of each user have: two hundred, unevenly spread. */
  private static final String LENGTHS = "array[100, 50, 20, 10, 6, 5, 4, 3, 1, 1]";

  void fill(Connection superuser) throws SQLException {
    try (var statement = superuser.createStatement()) {
      // No triggers: the foreign keys are kept by how the ids are made.
      statement.execute("set session_replication_role = replica");
      for (var sql : statements()) {
        long begin = System.nanoTime();
        long rows = statement.executeLargeUpdate(sql);
        System.out.printf(
            "  %,9d rows in %d s%n", rows, (System.nanoTime() - begin) / 1_000_000_000);
      }
      statement.execute("vacuum (analyze) platform.app_users");
      statement.execute("vacuum (analyze) platform.chat_sessions");
      statement.execute("vacuum (analyze) platform.chat_messages");
      statement.execute("vacuum (analyze) platform.topics");
      statement.execute("vacuum (analyze) platform.events");
      statement.execute("checkpoint");
    }
  }

  private String[] statements() {
    var user = id(USER, "u");
    var session = id(SESSION, "(u * 10 + k)");
    var users = "generate_series(0, %d) u".formatted(USERS - 1);
    var sessions = users + ", generate_series(0, %d) k".formatted(SESSIONS_PER_USER - 1);
    var tenant = "'%s'::uuid, '%s'::uuid".formatted(organizationId, applicationId);
    return new String[] {
      """
      insert into platform.app_users
        (id, organization_id, application_id, external_id, display_name)
      select %s, %s, 'user-' || u, 'User ' || u from %s
      """
          .formatted(user, tenant, users),
      """
      insert into platform.topics (id, kind, organization_id, application_id, owner_id)
      select %s, 'app_user', %s, %1$s from %3$s
      """
          .formatted(user, tenant, users),
      """
      insert into platform.chat_sessions
        (id, organization_id, application_id, user_id, title, total_messages, leaf_id)
      select %s, %s, %s, 'About ' || k, (%s)[k + 1], %s from %s
      """
          .formatted(
              session,
              tenant,
              user,
              LENGTHS,
              id(MESSAGE, "((u * 10 + k) * 1000 + (" + LENGTHS + ")[k + 1])"),
              sessions),
      """
      insert into platform.topics
        (id, kind, organization_id, application_id, owner_id, head_seq)
      select %s, 'chat_session', %s, %s, (%s)[k + 1] from %s
      """
          .formatted(session, tenant, user, LENGTHS, sessions),
      """
      insert into platform.chat_messages (id, session_id, organization_id, application_id,
        user_id, parent_id, kind, content, token_count)
      select %s, %s, %s, %s, case when i > 0 then %s end,
        case when i = 0 then 'system' when i %% 2 = 1 then 'user' else 'assistant' end,
        case when i = 0 then '' else repeat('All of this has been said before. ', 6) end, 48
      from %s, generate_series(0, (%s)[k + 1]) i
      """
          .formatted(
              id(MESSAGE, "((u * 10 + k) * 1000 + i)"),
              session,
              tenant,
              user,
              id(MESSAGE, "((u * 10 + k) * 1000 + i - 1)"),
              sessions,
              LENGTHS),
      """
      insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
      select %s, i, %s, 'message.created',
        json_build_object('message', json_build_object('content', repeat('It was said. ', 12)))
      from %s, generate_series(1, (%s)[k + 1]) i
      """
          .formatted(session, tenant, sessions, LENGTHS)
    };
  }

  private static String id(String prefix, String number) {
    return "('%s' || (%d + %s))::uuid".formatted(prefix, FIRST, number);
  }
}
