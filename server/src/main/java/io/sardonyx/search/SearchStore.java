package io.sardonyx.search;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of looking something up. The index is asked as a worker, by the caller's id: under
 * row-level security PostgreSQL may not ask it, because the operator might leak what it compares.
 * It answers with ids only; what stands behind them is read in the caller's name.
 */
final class SearchStore {
  static final String MESSAGES =
      """
      select message_id as id from platform.search_messages
      where user_id = $1 and grams @> $2 order by message_id desc limit $3
      """;

  /** Apart from the first page: a condition that may be none cannot bound the walk of an index. */
  static final String MESSAGES_BEFORE =
      """
      select message_id as id from platform.search_messages
      where user_id = $1 and grams @> $2 and message_id < $4 order by message_id desc limit $3
      """;

  static final String TITLES =
      """
      select session_id as id from platform.search_titles
      where user_id = $1 and grams @> $2 order by session_id desc limit $3
      """;

  private SearchStore() {}

  /** A message that may have it, and the session that it stands in. */
  record Candidate(
      UUID id,
      UUID sessionId,
      String kind,
      String content,
      Instant createdAt,
      @Nullable String title,
      boolean archived) {}

  /** As a worker, in a transaction: messages that have the pieces, newest first. */
  static List<UUID> messages(
      Statements tx, UUID userId, Integer[] grams, @Nullable UUID before, int limit) {
    planAnew(tx);
    return ids(
        before == null
            ? tx.query(MESSAGES, userId, grams, limit)
            : tx.query(MESSAGES_BEFORE, userId, grams, limit, before));
  }

  /** As a worker, in a transaction: sessions whose titles have the pieces, newest first. */
  static List<UUID> titles(Statements tx, UUID userId, Integer[] grams, int limit) {
    planAnew(tx);
    return ids(tx.query(TITLES, userId, grams, limit));
  }

  /**
   * For this transaction: which of its ways is the short one depends on how rare the pieces are. A
   * plan that is kept for all would walk over everything to find what is rare.
   */
  private static void planAnew(Statements tx) {
    tx.query("set local plan_cache_mode = force_custom_plan");
  }

  /** Those of them that the caller may see and that are where it is looked, newest first. */
  static List<Candidate> read(Statements tx, List<UUID> messages, SearchFilter filter) {
    var rows =
        tx.query(
            """
            select m.id, m.session_id, m.kind, m.content, m.created_at, s.title,
              s.archived_at is not null as archived
            from platform.chat_message_texts m
            join platform.chat_session_overviews s
              on s.id = m.session_id and s.deleted_at is null
            where m.id = any ($1)
              and ($2::uuid is null or s.project_id = $2)
              and ($3::text is null or s.category = $3)
            order by m.id desc
            """,
            messages.toArray(UUID[]::new),
            filter.projectId(),
            filter.category());
    var found = new ArrayList<Candidate>(rows.size());
    for (var row : rows) {
      found.add(
          new Candidate(
              row.getUUID("id"),
              row.getUUID("session_id"),
              row.getString("kind"),
              row.getString("content"),
              row.getOffsetDateTime("created_at").toInstant(),
              row.getString("title"),
              row.getBoolean("archived")));
    }
    return found;
  }

  /** A session whose title may have it. */
  record Titled(UUID id, String title, boolean archived) {}

  /** Those of them that the caller may see and that are where it is looked, the latest first. */
  static List<Titled> readTitles(
      Statements tx, List<UUID> sessions, SearchFilter filter, int limit) {
    var rows =
        tx.query(
            """
            select id, title, archived_at is not null as archived from platform.chat_session_overviews
            where id = any ($1) and deleted_at is null and title is not null
              and ($2::uuid is null or project_id = $2)
              and ($3::text is null or category = $3)
            order by last_activity_at desc, id desc limit $4
            """,
            sessions.toArray(UUID[]::new),
            filter.projectId(),
            filter.category(),
            limit);
    var found = new ArrayList<Titled>(rows.size());
    for (var row : rows) {
      found.add(new Titled(row.getUUID("id"), row.getString("title"), row.getBoolean("archived")));
    }
    return found;
  }

  private static List<UUID> ids(RowSet<Row> rows) {
    var ids = new ArrayList<UUID>(rows.size());
    for (var row : rows) {
      ids.add(row.getUUID("id"));
    }
    return ids;
  }
}
