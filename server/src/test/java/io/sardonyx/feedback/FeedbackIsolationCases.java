package io.sardonyx.feedback;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.owner;
import static io.sardonyx.messages.ChatMessageIsolationCases.ANSWER;
import static io.sardonyx.sessions.ChatSessionIsolationCases.ROUTE;
import static io.sardonyx.sessions.ChatSessionIsolationCases.SESSION;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Things;
import io.sardonyx.messages.ChatMessageIsolationCases;
import java.util.List;
import java.util.Map;

class FeedbackIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "answer_feedback",
                Rule.readWrite(owner("user_id").or(ADMINISTRATORS), owner("user_id")))
            .about("message_id", "session")
            .redundant("api_insert", "organization", "application")
            .redundant("api_update", "organization", "application", "application", "user")
            .perUser(
                """
                insert into platform.answer_feedback
                  (organization_id, application_id, user_id, session_id, message_id, rating)
                values ({organization}, {application}, {user}, {session}, {session}, 'up')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    var feedback = ROUTE + "/messages/{answer}/feedback";
    return List.of(
        RouteCase.personal("PUT " + feedback, SESSION, ANSWER)
            .openToLimited()
            .sending(Map.of("rating", "down")),
        RouteCase.personal("DELETE " + feedback, SESSION, ANSWER)
            .openToLimited()
            .after(FeedbackIsolationCases::rate),
        RouteCase.personal("GET " + ROUTE + "/feedback", SESSION),
        RouteCase.forAdministrators("GET /api/v1/feedback"));
  }

  private static void rate(Things things) {
    var answer = ChatMessageIsolationCases.path(things) + "/" + things.id(ANSWER);
    things.person().put(answer + "/feedback", Map.of("rating", "up")).expect(200);
  }
}
