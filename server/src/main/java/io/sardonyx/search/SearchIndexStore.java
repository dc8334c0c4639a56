package io.sardonyx.search;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The SQL of the index, as a worker. */
final class SearchIndexStore {
  private static final String TAKE =
      """
      with next as (
        select id from (
          select q.id, sum(length(m.content)) over (order by q.id) - length(m.content) as before
          from (select id, subject_id from platform.search_queue
            where kind = $1 order by id limit $2) q
          left join platform.chat_message_texts m on m.id = q.subject_id) waiting
        where coalesce(before, 0) < $3),
      taken as (
        delete from platform.search_queue q using next
        where q.id = next.id returning q.subject_id)
      """;

  /** Letters of Hebrew and Arabic. */
  private static final String REFOLDED =
      "[\\u0590-\\u06ff\\u0750-\\u077f\\u08a0-\\u08ff\\ufb1d-\\ufdff\\ufe70-\\ufefc]";

  /** What was deleted while it waited in the queue. */
  private static final UUID GONE = new UUID(0, 0);

  /**
   * What one statement brings in, about, in characters: a long text has as many pieces, and many of
   * them would take longer than a statement may.
   */
  private static final long AT_ONCE = 200_000;

  private SearchIndexStore() {}

  /** Something to be found. */
  record Text(UUID id, UUID organizationId, UUID userId, String content) {}

  /** Up to where messages were looked at. */
  static UUID progress(Statements tx) {
    for (var row : tx.query("select scanned_to from system.search_progress")) {
      return row.getUUID("scanned_to");
    }
    return new UUID(0, 0);
  }

  static void progressed(Statements tx, UUID to) {
    tx.query(
        """
        insert into system.search_progress (scanned_to) values ($1)
        on conflict (only_row) do update
        set scanned_to = greatest(excluded.scanned_to, search_progress.scanned_to)
        """,
        to);
  }

  /**
   * Messages after one and up to another that are not in the index, oldest first, fewer where they
   * are long; answers when they end.
   */
  static List<Text> missing(Statements tx, UUID after, UUID to, int limit) {
    return texts(
        tx.query(
            """
            select id, organization_id, user_id, content from (
              select m.*, sum(length(m.content)) over (order by m.id) - length(m.content) as before
              from (
                select m.id, m.organization_id, m.user_id, m.content from platform.chat_message_texts m
                where m.id > $1 and m.id <= $3 and m.status <> 'streaming' and m.content <> ''
                  and not exists (
                    select from platform.search_messages e where e.message_id = m.id)
                order by m.id limit $2) m) missing
            where before < $4 order by id
            """,
            after,
            limit,
            to,
            AT_ONCE));
  }

  /** After which message those are that were indexed by another rule; empty when there are none. */
  static Optional<UUID> refoldAfter(Statements tx) {
    for (var row :
        tx.query(
            "select refold_after from system.search_progress where refold_after is not null")) {
      return Optional.of(row.getUUID("refold_after"));
    }
    return Optional.empty();
  }

  /**
   * @param after null when all are done
   */
  static void refolded(Statements tx, @Nullable UUID after) {
    tx.query("update system.search_progress set refold_after = $1", after);
  }

  /** The next messages; those that no other rule concerns without their content. */
  static List<Text> refoldable(Statements tx, UUID after, int limit) {
    return texts(
        tx.query(
            """
            select m.id, m.organization_id, m.user_id,
              case when m.status <> 'streaming' and m.content ~ $3 then m.content else '' end
                as content
            from platform.chat_message_texts m where m.id > $1 order by m.id limit $2
            """,
            after,
            limit,
            REFOLDED));
  }

  /** In place of what is there. */
  static void putMessages(Statements tx, List<Text> texts) {
    tx.query(
        """
        insert into platform.search_messages (message_id, organization_id, user_id, grams)
        select m.id, m.organization_id, m.user_id, t.grams::integer[]
        from unnest($1::uuid[], $2::text[]) as t (id, grams)
        join platform.chat_message_texts m on m.id = t.id
        on conflict (message_id) do update set grams = excluded.grams
        """,
        ids(texts),
        grams(texts));
  }

  /** Takes answers that have ended from the queue. */
  static List<Text> endedAnswers(Statements tx, int limit) {
    return texts(
        tx.query(
            TAKE
                + """
                select m.id, m.organization_id, m.user_id, m.content
                from taken left join platform.chat_message_texts m on m.id = taken.subject_id
                """,
            "message",
            limit,
            AT_ONCE));
  }

  /** Takes sessions with other titles from the queue; an empty title is to be forgotten. */
  static List<Text> retitled(Statements tx, int limit) {
    return texts(
        tx.query(
            TAKE
                + """
                select s.id, s.organization_id, s.user_id, coalesce(s.title, '') as content
                from taken left join platform.chat_session_overviews s on s.id = taken.subject_id
                """,
            "title",
            limit,
            AT_ONCE));
  }

  /** Those that are there already, or gone meanwhile, are passed over. */
  static void addMessages(Statements tx, List<Text> texts) {
    tx.query(
        """
        insert into platform.search_messages (message_id, organization_id, user_id, grams)
        select m.id, m.organization_id, m.user_id, t.grams::integer[]
        from unnest($1::uuid[], $2::text[]) as t (id, grams)
        join platform.chat_message_texts m on m.id = t.id
        on conflict (message_id) do nothing
        """,
        ids(texts),
        grams(texts));
  }

  static void putTitles(Statements tx, List<Text> texts) {
    tx.query(
        """
        insert into platform.search_titles (session_id, organization_id, user_id, grams)
        select distinct on (s.id) s.id, s.organization_id, s.user_id, t.grams::integer[]
        from unnest($1::uuid[], $2::text[]) as t (id, grams)
        join platform.chat_session_overviews s on s.id = t.id
        on conflict (session_id) do update set grams = excluded.grams
        """,
        ids(texts),
        grams(texts));
  }

  private static UUID[] ids(List<Text> texts) {
    return texts.stream().map(Text::id).toArray(UUID[]::new);
  }

  /** As PostgreSQL writes arrays, because the driver has none of arrays of unequal length. */
  private static String[] grams(List<Text> texts) {
    return texts.stream()
        .map(text ->
            Arrays.stream(Trigrams.of(text.content()))
                .map(String::valueOf)
                .collect(Collectors.joining(",", "{", "}")))
        .toArray(String[]::new);
  }

  private static List<Text> texts(RowSet<Row> rows) {
    var texts = new ArrayList<Text>(rows.size());
    for (var row : rows) {
      var id = row.getUUID("id");
      texts.add(
          id == null
              ? new Text(GONE, GONE, GONE, "")
              : new Text(
                  id,
                  row.getUUID("organization_id"),
                  row.getUUID("user_id"),
                  row.getString("content")));
    }
    return texts;
  }
}
