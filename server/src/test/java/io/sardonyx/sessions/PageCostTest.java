package io.sardonyx.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
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
      assertThat(chats.messages.page(ann, large, null, 50).data()).hasSize(50);
      var costOfSmall = pages(chats, ann, small);
      var costOfLarge = pages(chats, ann, large);
      // A hundred times the messages. The planner may choose another way to the same page, and the
      // index may be a level deeper; what grows with the session would be far beyond that.
      assertThat(costOfLarge).isLessThan(costOfSmall * 3);
      assertThat(costOfLarge).isLessThan(1_000);
    }
  }

  private static int pages(Chats chats, Caller caller, UUID session) {
    var plan = new StringBuilder();
    var rows =
        chats.database.as(
            caller,
            tx -> {
              tx.query("select 1");
              return tx.query(
                  "explain (analyze, buffers, timing off) " + ChatMessageStore.PAGE,
                  session,
                  null,
                  50);
            });
    for (var row : rows) {
      plan.append(row.getString(0)).append('\n');
    }
    assertThat(plan.toString()).doesNotContain("Seq Scan on chat_messages");
    var buffers = BUFFERS.matcher(plan);
    assertThat(buffers.find()).as(plan.toString()).isTrue();
    return Integer.parseInt(buffers.group(1));
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
