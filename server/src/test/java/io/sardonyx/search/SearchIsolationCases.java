package io.sardonyx.search;

import static io.sardonyx.isolation.Rule.NOBODY;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;
import static io.sardonyx.sessions.ChatSessionIsolationCases.SESSION;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Things;
import io.sardonyx.testing.Eventually;
import java.time.Duration;
import java.util.List;

class SearchIsolationCases implements IsolationCases {
  private static final Duration LIMIT = Duration.ofSeconds(30);

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
    return List.of(
        RouteCase.own("GET /api/v1/chat/search")
            .asking("q=secret")
            .showing(SESSION)
            .after(SearchIsolationCases::awaitIndexed));
  }

  private static void awaitIndexed(Things things) {
    Eventually.within(
        LIMIT,
        () ->
            things
                .person()
                .get("/api/v1/chat/search?q=secret")
                .expect(200)
                .body()
                .contains(things.id(SESSION)));
  }
}
