package io.sardonyx.messages;

import io.sardonyx.answers.AbandonedAnswer;
import io.sardonyx.answers.AnswerCheckpoint;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.CheckpointResult;
import io.sardonyx.answers.History;
import io.sardonyx.models.Turn;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.json.JsonRows;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The SQL of answers that are being written. */
final class AnswerStore {
  /** Back to the newest summary, which replaces its message and all before it. */
  private static final String HISTORY =
      """
      with recursive branch (id, parent_id, kind, content, characters, summary) as (
        select id, parent_id, kind, content, length(content), null::text
        from platform.chat_messages where id = $1 and session_id = $2
        union all
        select p.id, p.parent_id, p.kind, p.content, b.characters + length(p.content),
          (select s.content from platform.chat_summaries s where s.message_id = p.id)
        from branch b cross join lateral (
          select * from platform.chat_messages p where p.id = b.parent_id) p
        where b.summary is null and b.characters + length(p.content) <= $3)
      select id, kind, content, summary, not exists (
        select from branch where parent_id is null or summary is not null) as truncated
      from branch where parent_id is not null and content <> '' order by characters desc, id
      """;

  /** Exactly one writer finds the answer still streaming. */
  private static final String CLOSE =
      """
      with answer as (
        update platform.chat_messages set
          status = case when $3::text is null and content = '' then 'failed' else $2 end,
          content = coalesce($3, content), error = $4, model = coalesce($5, model),
          token_count = $6, prompt_token_count = $7, answering_node = null, answering_at = null,
          answering_part = null, stop_requested_at = null, updated_at = now()
        where id = $1 and status = 'streaming' returning *),
      message as (
        select a.session_id, platform.chat_message_json(a,
          case when p.shown_child_id is not null then (
            select array_agg(c.id order by c.id) from platform.chat_messages c
            where c.parent_id = p.id) end,
          platform.tool_calls_json(a.id)) as json
        from answer a join platform.chat_messages p on p.id = a.parent_id)
      select e.topic_id, e.kind, e.seq, e.type, e.at, e.data::text as data,
        m.json::text as message
      from message m cross join lateral platform.append_events(array[m.session_id],
        array['message.updated'], array[json_build_object('message', m.json)]) e
      """;

  private AnswerStore() {}

  static History history(Statements tx, UUID sessionId, UUID messageId, int characters) {
    var turns = new ArrayList<Turn>();
    @Nullable String summary = null;
    boolean truncated = false;
    for (var row : tx.query(HISTORY, messageId, sessionId, characters)) {
      truncated = row.getBoolean("truncated");
      if (row.getString("summary") != null) {
        summary = row.getString("summary");
      } else {
        turns.add(new Turn(row.getUUID("id"), row.getString("kind"), row.getString("content")));
      }
    }
    return new History(summary, turns, truncated);
  }

  static void saveSummary(Statements tx, UUID messageId, String summary) {
    tx.query(
        """
        insert into platform.chat_summaries
          (message_id, session_id, organization_id, application_id, user_id, content)
        select id, session_id, organization_id, application_id, user_id, $2
        from platform.chat_messages where id = $1
        on conflict (message_id) do nothing
        """,
        messageId,
        summary);
  }

  static CheckpointResult checkpoint(Statements tx, UUID id, AnswerCheckpoint checkpoint) {
    var rows =
        tx.query(
            """
            update platform.chat_messages m
            set content = $2, answering_part = $3, answering_at = now(),
              model = coalesce($4, model), prompt_token_count = coalesce($5, prompt_token_count)
            where m.id = $1 and m.status = 'streaming' and exists (
              select from platform.chat_sessions s
              where s.id = m.session_id and s.deleted_at is null)
            returning stop_requested_at is not null as stop
            """,
            id,
            checkpoint.content(),
            checkpoint.part(),
            checkpoint.model(),
            checkpoint.promptTokens());
    for (var row : rows) {
      return row.getBoolean("stop") ? CheckpointResult.STOP : CheckpointResult.CONTINUE;
    }
    return CheckpointResult.GONE;
  }

  /** Empty if it has ended already. */
  static Optional<ChatMessage> close(EventLog events, Statements tx, UUID id, AnswerResult result) {
    var usage = result.usage();
    var rows =
        events.append(
            tx,
            CLOSE,
            id,
            result.status().wireName(),
            result.content(),
            result.error(),
            result.model(),
            usage == null ? null : usage.completionTokens(),
            usage == null ? null : usage.promptTokens());
    for (var row : rows) {
      return Optional.of(JsonRows.read(row.getString("message"), ChatMessage.class));
    }
    return Optional.empty();
  }

  /** Whether an answer of the caller's was marked. */
  static boolean requestStop(Statements tx, UUID sessionId, UUID id) {
    return tx.query(
                """
                update platform.chat_messages
                set stop_requested_at = coalesce(stop_requested_at, now())
                where id = $1 and session_id = $2 and status = 'streaming'
                """,
                id,
                sessionId)
            .rowCount()
        > 0;
  }

  static List<AbandonedAnswer> withoutCheckpointFor(Statements tx, Duration silence, int limit) {
    return abandoned(
        tx.query(
            """
            select id, content, answering_part, answering_at, model,
              prompt_token_count, stop_requested_at is not null as stop
            from platform.chat_messages
            where status = 'streaming' and answering_at < now() - make_interval(secs => $1)
            order by answering_at limit $2
            """,
            silence.toMillis() / 1000.0,
            limit));
  }

  static List<AbandonedAnswer> ofNode(Statements tx, UUID node) {
    return abandoned(
        tx.query(
            """
            select id, content, answering_part, answering_at, model,
              prompt_token_count, stop_requested_at is not null as stop
            from platform.chat_messages where status = 'streaming' and answering_node = $1
            """,
            node));
  }

  /** Locks it, so that its node cannot store another checkpoint before it ends. */
  static boolean lockAbandoned(Statements tx, AbandonedAnswer answer) {
    return tx.query(
                """
                select from platform.chat_messages
                where id = $1 and status = 'streaming'
                  and answering_at is not distinct from $2 for update
                """,
                answer.id(),
                answer.checkpointAt())
            .size()
        > 0;
  }

  private static List<AbandonedAnswer> abandoned(RowSet<Row> rows) {
    var abandoned = new ArrayList<AbandonedAnswer>(rows.size());
    for (var row : rows) {
      abandoned.add(
          new AbandonedAnswer(
              row.getUUID("id"),
              row.getString("content"),
              row.getInteger("answering_part"),
              row.getOffsetDateTime("answering_at"),
              row.getBoolean("stop"),
              row.getString("model"),
              row.getInteger("prompt_token_count")));
    }
    return abandoned;
  }
}
