package io.sardonyx.torture;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Holds what a client was told against what the database has. */
record Audit(Connection superuser) {

  /** How often each kind of fault was found. */
  record Counts(long lost, long twice, long holes) {
    static Counts of(List<String> wrong) {
      return new Counts(
          count(wrong, "acknowledged and lost", "events lost"),
          count(wrong, "said twice", "acknowledged twice", "events twice"),
          count(wrong, "the log has a hole"));
    }

    private static long count(List<String> wrong, String... kinds) {
      return wrong.stream().filter(each -> Stream.of(kinds).anyMatch(each::startsWith)).count();
    }
  }

  /** What is lost, twice or missing in a session; nothing when all is well. */
  List<String> of(String session, Map<UUID, String> acknowledged) throws SQLException {
    var wrong = new ArrayList<String>();
    var found = messages(session, wrong);
    takeAcknowledged(found, acknowledged, wrong);
    found.forEach((id, clientId) -> wrong.add("there and never acknowledged: " + id));
    hole(wrong, session);
    count(
        wrong,
        "the count is wrong",
        """
        select s.total_messages, count(m.id) filter (where m.parent_id is not null)
        from platform.chat_sessions s join platform.chat_messages m on m.session_id = s.id
        where s.id = '%s' group by s.id
        """,
        session);
    count(
        wrong,
        "a message has not exactly one event",
        """
        select count(distinct m.id), count(e.seq) filter (where e.type = 'message.created')
        from platform.chat_messages m left join platform.events e
          on e.topic_id = m.session_id and e.data->'message'->>'id' = m.id::text
        where m.session_id = '%s' and m.parent_id is not null
        """,
        session);
    return wrong;
  }

  /** The same while the session is being written to: what is there may not be acknowledged yet. */
  List<String> soFar(String session, Map<UUID, String> acknowledged) throws SQLException {
    var wrong = new ArrayList<String>();
    takeAcknowledged(messages(session, wrong), acknowledged, wrong);
    hole(wrong, session);
    return wrong;
  }

  private static void takeAcknowledged(
      Map<String, String> found, Map<UUID, String> acknowledged, List<String> wrong) {
    acknowledged.forEach((clientId, id) -> {
      if (!clientId.toString().equals(found.remove(id))) {
        wrong.add("acknowledged and lost: " + id);
      }
    });
  }

  private void hole(List<String> wrong, String session) throws SQLException {
    count(
        wrong,
        "the log has a hole",
        """
        select t.head_seq, count(e.seq)
        from platform.topics t left join platform.events e
          on e.topic_id = t.id and e.seq between 1 and t.head_seq
        where t.id = '%s' group by t.id
        """,
        session);
  }

  /** The client message ids, by the server's. */
  private Map<String, String> messages(String session, List<String> wrong) throws SQLException {
    var found = new HashMap<String, String>();
    var contents = new HashSet<String>();
    try (var statement = superuser.createStatement();
        var rows =
            statement.executeQuery(
                """
                select id, client_message_id, content from platform.chat_messages
                where session_id = '%s' and parent_id is not null
                """
                    .formatted(session))) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
        if (!contents.add(rows.getString(3))) {
          wrong.add("said twice: " + rows.getString(3));
        }
      }
    }
    return found;
  }

  private void count(List<String> wrong, String what, String sql, String session)
      throws SQLException {
    try (var statement = superuser.createStatement();
        var row = statement.executeQuery(sql.formatted(session))) {
      row.next();
      if (row.getLong(1) != row.getLong(2)) {
        wrong.add("%s: %d and %d".formatted(what, row.getLong(1), row.getLong(2)));
      }
    }
  }
}
