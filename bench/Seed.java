import java.sql.Connection;
import java.sql.SQLException;

/**
 * Fills applications with users, chat sessions and messages whose ids can be computed: the last
 * twelve digits are {@link #FIRST} and the number of the user, of the session (ten for each user),
 * or of the message (so many for each session that none has more). Each user has an API key.
 */
record Seed(Tenants tenants, Crowd crowd) {
  static final int SESSIONS_PER_USER = 10;
  static final long FIRST = 100_000_000_000L;
  static final String USER = "018f0000-0000-7000-8000-";
  static final String SESSION = "018f0000-0000-7000-8001-";
  private static final String MESSAGE = "018f0000-0000-7000-8002-";
  private static final String ORGANIZATION = "018f0000-0000-7000-8003-";
  private static final String APPLICATION = "018f0000-0000-7000-8004-";
  private static final int MESSAGES_PER_SESSION = 20_000;

  /** What is searched for is indexed while it is said; to index millions now would be measured. */
  private static final String INDEXED =
      """
      insert into system.search_progress (scanned_to) values (uuidv7())
      on conflict (only_row) do update set scanned_to = excluded.scanned_to
      """;

  /**
   * Users, and how much they have said.
   *
   * @param first the number of the first of them
   * @param lengths how many messages their sessions have, up to ten, as PostgreSQL's array
   */
  record Crowd(int first, int users, int sessions, String lengths) {
    static Crowd of(int first, int users, int sessions, int length) {
      return new Crowd(first, users, sessions, "array_fill(%d, array[10])".formatted(length));
    }

    private String numbers() {
      return "generate_series(%d, %d) u".formatted(first, first + users - 1);
    }

    private String sessionNumbers() {
      return numbers() + ", generate_series(0, %d) k".formatted(sessions - 1);
    }

    private String length() {
      return "(" + lengths + ")[k + 1]";
    }
  }

  /** Whose a user is: the organization and the application as SQL, of the user's number u. */
  record Tenants(int organizations, String organization, String application) {
    static Tenants one(String organizationId, String applicationId) {
      return new Tenants(0, "'" + organizationId + "'::uuid", "'" + applicationId + "'::uuid");
    }

    /** So many, which are made too, each with an application; users are dealt out to them. */
    static Tenants many(int organizations) {
      var number = "(u %% %d)".formatted(organizations);
      return new Tenants(organizations, id(ORGANIZATION, number), id(APPLICATION, number));
    }

    private String both() {
      return organization + ", " + application;
    }
  }

  /** Once: a database that was kept has them already. */
  static void fill(Connection superuser, Tenants tenants, Crowd... crowds) throws SQLException {
    try (var statement = superuser.createStatement()) {
      var someone = id(USER, Integer.toString(crowds[0].first()));
      if (statement
          .executeQuery("select from platform.app_users where id = " + someone)
          .next()) {
        return;
      }
      // No triggers: the foreign keys are kept by how the ids are made.
      statement.execute("set session_replication_role = replica");
      long begin = System.nanoTime();
      long rows = 0;
      for (var sql : tenants.organizations() > 0 ? organizations(tenants) : new String[0]) {
        rows += statement.executeLargeUpdate(sql);
      }
      for (var crowd : crowds) {
        for (var sql : new Seed(tenants, crowd).statements()) {
          rows += statement.executeLargeUpdate(sql);
        }
      }
      statement.execute(INDEXED);
      statement.execute("vacuum (analyze)");
      statement.execute("checkpoint");
      System.out.printf(
          "Filled in %,d rows in %d s%n", rows, (System.nanoTime() - begin) / 1_000_000_000);
    }
  }

  static String userId(int user) {
    return USER + (FIRST + user);
  }

  /** The key of a user; only its hash is in the database. */
  static String apiKey(int user) {
    return "sx_bench_" + user;
  }

  private static String[] organizations(Tenants tenants) {
    var numbers = "generate_series(0, %d) u".formatted(tenants.organizations() - 1);
    return new String[] {
      """
      insert into platform.organizations (id, name) select %s, 'Organization ' || u from %s
      """
          .formatted(tenants.organization(), numbers),
      """
      insert into platform.applications (organization_id, id, name, publishable_key)
      select %s, 'Bench', 'bench-' || u from %s
      """
          .formatted(tenants.both(), numbers)
    };
  }

  private String[] statements() {
    var user = id(USER, "u");
    var session = id(SESSION, "(u * 10 + k)");
    var users = crowd.numbers();
    var sessions = crowd.sessionNumbers();
    var length = crowd.length();
    var tenant = tenants.both();
    return new String[] {
      """
      insert into platform.app_users
        (id, organization_id, application_id, external_id, display_name)
      select %s, %s, 'user-' || u, 'User ' || u from %s
      """
          .formatted(user, tenant, users),
      """
      insert into platform.api_keys
        (organization_id, application_id, app_user_id, name, prefix, hash, scopes)
      select %s, %s, 'Bench', 'sx_bench', sha256(('sx_bench_' || u)::bytea),
        array['chat:read', 'chat:write']
      from %s
      """
          .formatted(tenant, user, users),
      """
      insert into platform.topics (id, kind, organization_id, application_id, writer_id)
      select %s, 'app_user', %s, %1$s from %3$s
      """
          .formatted(user, tenant, users),
      """
      insert into platform.chat_sessions
        (id, organization_id, application_id, user_id, title, total_messages, leaf_id)
      select %s, %s, %s, 'About ' || k, %s, %s from %s
      """
          .formatted(session, tenant, user, length, message(length), sessions),
      """
      insert into platform.topics
        (id, kind, organization_id, application_id, writer_id, head_seq)
      select %s, 'chat_session', %s, %s, %s from %s
      """
          .formatted(session, tenant, user, length, sessions),
      """
      insert into platform.chat_messages (id, session_id, organization_id, application_id,
        user_id, parent_id, kind, content, token_count)
      select %s, %s, %s, %s, case when i > 0 then %s end,
        case when i = 0 then 'system' when i %% 2 = 1 then 'user' else 'assistant' end,
        case when i = 0 then '' else repeat('All of this has been said before. ', 6) end, 48
      from %s, generate_series(0, %s) i
      """
          .formatted(message("i"), session, tenant, user, message("i - 1"), sessions, length),
      """
      insert into platform.events (topic_id, seq, organization_id, application_id, type, data)
      select %s, i, %s, 'message.created',
        json_build_object('message', json_build_object('content', repeat('It was said. ', 12)))
      from %s, generate_series(1, %s) i
      """
          .formatted(session, tenant, sessions, length)
    };
  }

  private static String message(String number) {
    return id(MESSAGE, "((u * 10 + k)::bigint * %d + %s)".formatted(MESSAGES_PER_SESSION, number));
  }

  private static String id(String prefix, String number) {
    return "('%s' || (%d + %s))::uuid".formatted(prefix, FIRST, number);
  }
}
