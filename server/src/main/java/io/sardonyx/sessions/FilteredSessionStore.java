package io.sardonyx.sessions;

import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.web.Written;

/**
 * The SQL of lists that are not just one's own newest: apart, because those are asked for all the
 * time and their plan is to stay as it is.
 */
final class FilteredSessionStore {
  private static final String OWN = "s.user_id = (select platform.caller_user())";
  private static final String OF_OTHERS =
      "s.shared_status = 'application' and s.user_id <> (select platform.caller_user())";

  private FilteredSessionStore() {}

  static Written<SessionPage> list(Statements tx, SessionQuery query, int limit) {
    var filter = query.filter();
    var rows =
        tx.query(
            """
            select s.id, platform.chat_session_json(s, t.head_seq)::text as session
            from platform.chat_sessions s join platform.topics t on t.id = s.id
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
}
