package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.RawJson;
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

  /** So many of the newest are looked at: a person's list, in the order of its index. */
  private static final int NEWEST = 10_000;

  private FilteredSessionStore() {}

  static RawJson<SessionPage> list(Statements tx, SessionQuery query, int limit) {
    var filter = query.filter();
    var rows =
        tx.query(
            """
            select s.id, platform.chat_session_json(s, t.head_seq)::text as session
            from platform.chat_sessions s join platform.topic_heads t on t.id = s.id
            where %s
              and ($1::uuid is null or s.id < $1)
              and (s.deleted_at is not null) = $2
              and ($2 or (s.archived_at is not null) = $3)
              and ($4::uuid is null or s.project_id = $4)
              and ($5::text is null or s.category = $5)
              and ($6::boolean is null or (s.pinned_at is not null) = $6)
              and ($7::boolean is null or (s.shared_status = 'application') = $7)
            order by s.id desc limit $8
            """
                .formatted(filter.isAboutOthers() ? OF_OTHERS : OWN),
            query.before(),
            query.deleted(),
            query.archived(),
            filter.projectId(),
            filter.category(),
            filter.pinned(),
            filter.shared(),
            limit + 1);
    return ChatSessionStore.page(rows, limit);
  }

  /** Those of the caller's own sessions, the one of the newest session first. */
  static List<String> categories(Statements tx, @Nullable Boolean archived) {
    var rows =
        tx.query(
            """
            with newest as (
              select s.id, s.category, s.archived_at is not null as archived
              from platform.chat_sessions s
              where %s and s.deleted_at is null
              order by s.id desc limit $2),
            latest as (
              select distinct on (category) category, id from newest
              where category is not null and ($1::boolean is null or archived = $1)
              order by category, id desc)
            select category from latest order by id desc limit $3
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
