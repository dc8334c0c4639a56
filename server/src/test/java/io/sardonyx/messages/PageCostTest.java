package io.sardonyx.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.sessions.Chats;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What opening a session costs PostgreSQL, in pages that it touches: time depends on the day. */
class PageCostTest {
  private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)");

  @Test
  void aSessionOfTenThousandMessagesOpensLikeOneOfAHundred() throws SQLException {
    try (var chats = new Chats()) {
      var ann = chats.stranger();
      var small = chats.newSession(ann);
      var large = chats.newSession(ann);
      fill(chats, ann, small, 100);
      fill(chats, ann, large, 10_000);
      try (var connection = chats.postgres.superuser();
          var statement = connection.createStatement()) {
        statement.execute("vacuum analyze platform.chat_messages");
      }
      assertThat(chats.page(ann, large, null, 50).data()).hasSize(50);
      var costOfSmall = pages(chats, ann, small);
      var costOfLarge = pages(chats, ann, large);
      System.out.printf(
          "Opening a session: %d pages of 100, %d of 10,000 messages%n", costOfSmall, costOfLarge);
      // A hundred times the messages: the tree of an index may be a level deeper, no more.
      assertThat(costOfLarge).isLessThan(costOfSmall * 6 / 5);
    }
  }

  /** Where the rows of one's organization are rare, they are not all read to find a few of them. */
  @Test
  void aSessionOpensAmongThousandsOfOrganizationsAsItDoesAlone() throws SQLException {
    try (var chats = new Chats()) {
      var ann = chats.stranger();
      var session = chats.newSession(ann);
      fill(chats, ann, session, 1_000);
      try (var connection = chats.postgres.superuser();
          var statement = connection.createStatement()) {
        statement.execute("vacuum analyze platform.chat_messages");
        var alone = pages(chats, ann, session);
        statement.execute("set session_replication_role = replica");
        statement.execute(
            """
            insert into platform.chat_messages
              (id, session_id, organization_id, application_id, user_id, parent_id, kind)
            select uuidv7(), tenant.session, tenant.organization, tenant.application, tenant.person,
              uuidv7(), 'user'
            from (select uuidv7() as organization, uuidv7() as application, uuidv7() as person,
                uuidv7() as session
              from generate_series(1, 3000)) tenant, generate_series(1, 5)
            """);
        statement.execute("vacuum analyze platform.chat_messages");
        var plan = plan(chats, ann, session);
        System.out.printf(
            "Opening a session: %d pages alone, %d among 3,000%n", alone, pages(plan));
        assertThat(pages(plan)).as(plan).isLessThan(alone * 6 / 5);
      }
    }
  }

  private static int pages(Chats chats, Caller caller, UUID session) {
    return pages(plan(chats, caller, session));
  }

  private static int pages(String plan) {
    assertThat(plan).doesNotContain("Seq Scan on chat_messages");
    var buffers = BUFFERS.matcher(plan);
    assertThat(buffers.find()).as(plan).isTrue();
    return Integer.parseInt(buffers.group(1));
  }

  private static String plan(Chats chats, Caller caller, UUID session) {
    var plan = new StringBuilder();
    var explain = "explain (analyze, buffers, timing off) " + ChatMessageStore.PAGE;
    var rows =
        chats.database.as(
            caller,
            tx -> {
              // A connection that is new reads some two hundred pages of the catalogue first, for
              // the functions that the statement uses; that is not what a session costs.
              tx.query(explain, session, null, 50);
              return tx.query(explain, session, null, 50);
            });
    for (var row : rows) {
      plan.append(row.getString(0)).append('\n');
    }
    return plan.toString();
  }

  private static void fill(Chats chats, Caller caller, UUID session, int messages)
      throws SQLException {
    try (var connection = chats.postgres.superuser();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          do $$
          declare parent uuid := (select leaf_id from platform.chat_sessions where id = '%1$s');
            child uuid;
          begin
            for i in 1..%2$d loop
              child := uuidv7();
              insert into platform.chat_messages (id, session_id, organization_id,
                application_id, user_id, parent_id, kind, content)
              values (child, '%1$s', '%3$s', '%4$s', '%5$s', parent, 'user', repeat('word ', 40));
              parent := child;
            end loop;
            update platform.chat_sessions set leaf_id = parent, total_messages = %2$d
            where id = '%1$s';
          end $$
          """
              .formatted(
                  session,
                  messages,
                  caller.organizationId(),
                  caller.applicationId(),
                  caller.userId()));
    }
  }
}
