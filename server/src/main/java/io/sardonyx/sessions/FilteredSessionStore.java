package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.RawJson;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of lists that are not just one's own newest: apart, because those are asked for all the
 * time and their plan is to stay as it is.
 */
final class FilteredSessionStore {
  private static final String OWN = "s.user_id = (select platform.caller_user())";
  private static final String OF_OTHERS =
      "s.shared_status = 'application' and s.user_id <> (select platform.caller_user())";

  private static final int MOST_CATEGORIES = 100;

  /** So many of the latest are looked at: a person's list, in the order of its index. */
  private static final int NEWEST = 10_000;

  private FilteredSessionStore() {}

  static RawJson<SessionPage> list(Statements tx, SessionQuery query, int limit) {
    var filter = query.filter();
    var rows =
        tx.query(
            """
            select s.id, s.last_activity_at,
              platform.chat_session_json(s, t.head_seq)::text as session
            from platform.chat_sessions s join platform.topic_heads t on t.id = s.id
            where %s
              and (s.last_activity_at, s.id) < ($1, $2)
              and (s.deleted_at is not null) = $3
              and ($3 or (s.archived_at is not null) = $4)
              and ($5::uuid is null or s.project_id = $5)
              and ($6::text is null or s.category = $6)
              and ($7::boolean is null or (s.pinned_at is not null) = $7)
              and ($8::boolean is null or (s.shared_status = 'application') = $8)
            order by s.last_activity_at desc, s.id desc limit $9
            """
                .formatted(filter.isAboutOthers() ? OF_OTHERS : OWN),
            query.after().lastActivityAt().atOffset(ZoneOffset.UTC),
            query.after().id(),
            query.deleted(),
            query.archived(),
            filter.projectId(),
            filter.category(),
            filter.pinned(),
            filter.shared(),
            limit + 1);
    return ChatSessionStore.page(rows, limit);
  }

  /** Those of the caller's own sessions, the one of the latest session first. */
  static List<String> categories(Statements tx, @Nullable Boolean archived) {
    var rows =
        tx.query(
            """
            with newest as (
              select s.id, s.last_activity_at, s.category, s.archived_at is not null as archived
              from platform.chat_sessions s
              where %s and s.deleted_at is null
              order by s.last_activity_at desc, s.id desc limit $2),
            latest as (
              select distinct on (category) category, last_activity_at, id from newest
              where category is not null and ($1::boolean is null or archived = $1)
              order by category, last_activity_at desc, id desc)
            select category from latest order by last_activity_at desc, id desc limit $3
            """
                .formatted(OWN),
            archived,
            NEWEST,
            MOST_CATEGORIES);
    var categories = new ArrayList<String>();
    for (var row : rows) {
      categories.add(row.getString("category"));
    }
    return categories;
  }
}
