package io.sardonyx.sessions;

import static io.sardonyx.isolation.Rule.APPLICATION_MEMBERS;
import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.Someone;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import io.sardonyx.isolation.TopicCase;
import java.util.List;
import java.util.Map;
import java.util.UUID;

public class ChatSessionIsolationCases implements IsolationCases {
  public static final String SESSIONS = "/api/v1/chat/sessions";
  public static final String ROUTE = SESSIONS + "/{id}";

  public static final Thing SESSION =
      Thing.of("session", ChatSessionIsolationCases::create)
          .shown(ChatSessionIsolationCases::path, "Secret plans");

  private static final Someone SHARES = Someone.SHOP_ADMIN;

  /** The shop's admin shares their session with everybody in the shop. */
  public static Rule.Allowed shared(String column) {
    return APPLICATION_MEMBERS.and((caller, row) -> row.has(column, SHARES.id("session")));
  }

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "chat_sessions",
                Rule.readWrite(owner("user_id").or(shared("id")), owner("user_id")))
            .workers("select", "update", "delete")
            .perUser(someone ->
                """
                insert into platform.chat_sessions
                  (organization_id, application_id, user_id, id, leaf_id, shared_status)
                values ({organization}, {application}, {user}, {session}, {session}, '%s')
                """
                    .formatted(someone.equals(SHARES) ? "application" : "private")));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET " + SESSIONS).showing(SESSION),
        RouteCase.own("GET /api/v1/chat/categories").showing(SESSION),
        RouteCase.own("POST " + SESSIONS).sending(Map.of("title", "intruder")),
        RouteCase.personal("GET " + ROUTE, SESSION),
        RouteCase.personal("PUT " + ROUTE, SESSION).sending(Map.of("title", "intruder")),
        RouteCase.personal("DELETE " + ROUTE, SESSION),
        RouteCase.personal("POST " + ROUTE + "/restore", SESSION)
            .after(things -> things.person().delete(path(things)).expect(204)));
  }

  @Override
  public List<TopicCase> topics() {
    return List.of(new TopicCase("chat_session", SESSION, ChatSessionIsolationCases::change));
  }

  /** Where the person's session is found. */
  public static String path(Things things) {
    return SESSIONS + "/" + things.id(SESSION);
  }

  private static void change(Things things) {
    things.person().put(path(things), Map.of("description", UUID.randomUUID())).expect(200);
  }

  private static String create(Things things) {
    var title = Map.of("title", "Secret plans");
    var id = things.person().post(SESSIONS, title).expect(201).text("/id");
    // A list of categories has no ids: by this it would be seen to have theirs.
    things.person().put(SESSIONS + "/" + id, Map.of("category", id)).expect(200);
    return id;
  }
}
