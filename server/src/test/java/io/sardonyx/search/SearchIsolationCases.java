package io.sardonyx.search;

import static io.sardonyx.isolation.Rule.NOBODY;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;

class SearchIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.forWorkersOnly("search_messages")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.search_messages (organization_id, user_id, message_id, grams)
                values ({organization}, {user}, {session}, '{1}')
                """),
        TableCase.forWorkersOnly("search_titles")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.search_titles (organization_id, user_id, session_id, grams)
                values ({organization}, {user}, {session}, '{1}')
                """),
        TableCase.of("search_queue", Rule.readInsert(NOBODY, ORGANIZATION_MEMBERS))
            .workers("select", "insert", "delete")
            .perUser(
                """
                insert into platform.search_queue (organization_id, kind, subject_id)
                values ({organization}, 'title', {session})
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(RouteCase.own("GET /api/v1/chat/search"));
  }
}
