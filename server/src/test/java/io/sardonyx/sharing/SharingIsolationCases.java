package io.sardonyx.sharing;

import static io.sardonyx.isolation.Rule.owner;
import static io.sardonyx.sessions.ChatSessionIsolationCases.SESSION;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Things;
import io.sardonyx.sessions.ChatSessionIsolationCases;
import java.util.List;
import java.util.Map;

class SharingIsolationCases implements IsolationCases {
  private static final String SHARE = ChatSessionIsolationCases.ROUTE + "/share";

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("share_links", Rule.all(owner("user_id")))
            .workers("select")
            .perUser(
                """
                insert into platform.share_links
                  (organization_id, application_id, user_id, session_id, token_hash)
                values ({organization}, {application}, {user}, {session}, uuid_send(uuidv7()))
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        // Who has the secret may read it.
        RouteCase.open("GET /api/v1/shared/{token}"),
        RouteCase.personal("POST " + SHARE, SESSION).sending(Map.of()),
        RouteCase.personal("GET " + SHARE, SESSION).after(SharingIsolationCases::share),
        RouteCase.personal("DELETE " + SHARE, SESSION).after(SharingIsolationCases::share));
  }

  private static void share(Things things) {
    things.person().post(ChatSessionIsolationCases.path(things) + "/share", Map.of()).expect(201);
  }
}
