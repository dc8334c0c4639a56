package io.sardonyx.feedback;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of feedback. */
final class FeedbackStore {
  private static final String COLUMNS =
      """
       id, session_id, message_id, application_id, user_id, rating, comment, model, persona_id,
        created_at, updated_at,
        (select u.name from platform.app_user_names u where u.id = answer_feedback.user_id)
          as user_name,
        (select p.name from platform.persona_settings p where p.id = answer_feedback.persona_id)
          as persona_name
      """;

  private FeedbackStore() {}

  /** Empty if there is no such answer that the caller may read, or if it is still being written. */
  static Optional<Feedback> put(Statements tx, UUID sessionId, UUID messageId, PutFeedback given) {
    return feedback(
            tx.query(
                """
                insert into platform.answer_feedback (message_id, session_id, organization_id,
                  application_id, user_id, rating, comment, model, persona_id)
                select m.id, m.session_id, m.organization_id, m.application_id,
                  (select platform.caller_user()), $3, coalesce($4, ''), m.model, s.persona_id
                from platform.chat_message_texts m
                join platform.chat_session_overviews s
                  on s.id = m.session_id and s.deleted_at is null
                where m.id = $2 and m.session_id = $1 and m.kind = 'assistant'
                  and m.status <> 'streaming'
                on conflict (message_id, user_id) do update set rating = excluded.rating,
                  comment = excluded.comment, updated_at = now()
                returning
                """
                    + COLUMNS,
                sessionId,
                messageId,
                given.rating(),
                given.comment()))
        .stream()
        .findFirst();
  }

  static boolean delete(Statements tx, UUID sessionId, UUID messageId) {
    return tx.query(
                """
                delete from platform.answer_feedback
                where message_id = $2 and session_id = $1
                  and user_id = (select platform.caller_user())
                """,
                sessionId,
                messageId)
            .rowCount()
        > 0;
  }

  /** The caller's own in one session. */
  static List<Feedback> ofSession(Statements tx, UUID sessionId, int limit) {
    return feedback(
        tx.query(
            "select"
                + COLUMNS
                + "from platform.answer_feedback where session_id = $1"
                + " and user_id = (select platform.caller_user()) order by id desc limit $2",
            sessionId,
            limit));
  }

  /** What row-level security lets the caller see of whoever is still there, newest first. */
  static List<Feedback> list(
      Statements tx, @Nullable String rating, @Nullable UUID after, int limit) {
    return feedback(
        tx.query(
            "select"
                + COLUMNS
                + "from platform.answer_feedback where ($1::text is null or rating = $1)"
                + " and exists (select from platform.app_user_names u"
                + " where u.id = answer_feedback.user_id)"
                + " and ($2::uuid is null or id < $2) order by id desc limit $3",
            rating,
            after,
            limit));
  }

  private static List<Feedback> feedback(RowSet<Row> rows) {
    var feedback = new ArrayList<Feedback>(rows.size());
    for (var row : rows) {
      feedback.add(
          new Feedback(
              row.getUUID("id"),
              row.getUUID("session_id"),
              row.getUUID("message_id"),
              row.getUUID("application_id"),
              row.getUUID("user_id"),
              row.getString("user_name"),
              row.getString("rating"),
              row.getString("comment"),
              row.getString("model"),
              row.getUUID("persona_id"),
              row.getString("persona_name"),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getOffsetDateTime("updated_at").toInstant()));
    }
    return feedback;
  }
}
