package io.sardonyx.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What the order of lists costs a message: rows in the indexes of sessions are written when a
 * session comes to the top, and not otherwise.
 */
class SessionOrderCostTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MESSAGES = 200;

  @Test
  void furtherMessagesOfTheSameChatWriteNoIndexOfSessions() throws SQLException {
    try (var chats = new Chats()) {
      var ann = chats.stranger();
      var sessions = IntStream.range(0, 20).mapToObj(i -> chats.newSession(ann)).toList();
      var last = sessions.getLast();
      var before = Cost.after(chats, 0);
      IntStream.range(0, MESSAGES).forEach(i -> chats.say(ann, last, "x"));
      var same = Cost.after(chats, MESSAGES);
      // What a page has no room for moves to another one: few, as pages are not filled.
      assertThat(same.hot()).isGreaterThan(MESSAGES * 9L / 10);

      IntStream.range(0, MESSAGES).forEach(i -> chats.say(ann, sessions.get(i % 2), "x"));
      var alternating = Cost.after(chats, 2 * MESSAGES);
      assertThat(alternating.hot()).isEqualTo(same.hot());
      System.out.printf(
          "WAL of a message: %d bytes in the first chat, %d where two chats take turns%n",
          (same.wal() - before.wal()) / MESSAGES, (alternating.wal() - same.wal()) / MESSAGES);
    }
  }

  private record Cost(long updates, long hot, long wal) {
    /** Backends report within seconds what they did. */
    static Cost after(Chats chats, long updates) throws SQLException {
      Eventually.within(
          PATIENCE, () -> read(chats).updates() >= updates, () -> "only " + read(chats));
      return read(chats);
    }

    private static Cost read(Chats chats) {
      try (var connection = chats.superuser();
          var statement = connection.createStatement();
          var rows =
              statement.executeQuery(
                  """
                  select n_tup_upd, n_tup_hot_upd, pg_current_wal_lsn() - '0/0'
                  from pg_stat_user_tables where relname = 'chat_sessions'
                  """)) {
        rows.next();
        return new Cost(rows.getLong(1), rows.getLong(2), rows.getLong(3));
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
