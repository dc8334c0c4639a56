package io.sardonyx.messages;

import static io.sardonyx.messages.ChatMessageIsolationCases.ANSWER;
import static io.sardonyx.sessions.ChatSessionIsolationCases.ROUTE;
import static io.sardonyx.sessions.ChatSessionIsolationCases.SESSION;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.MethodCase;
import io.sardonyx.isolation.RouteCase;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class AnswerIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    var messages = ROUTE + "/messages";
    var answer = messages + "/{answer}";
    return List.of(
        RouteCase.personal("POST " + messages + "/stream", SESSION)
            .sending(things -> ChatMessageIsolationCases.message(false)),
        RouteCase.personal("POST " + answer + "/stop", SESSION, ANSWER),
        RouteCase.personal("GET " + answer + "/stream", SESSION, ANSWER));
  }

  @Override
  public List<MethodCase> methods() {
    return List.of(
        MethodCase.writing(
            "messages.send",
            things ->
                Map.of(
                    "session_id", things.id(SESSION),
                    "client_message_id", UUID.randomUUID().toString(),
                    "content", "intruder")),
        MethodCase.writing(
            "answers.stop",
            things -> Map.of("session_id", things.id(SESSION), "message_id", things.id(ANSWER))),
        MethodCase.reading(
            "answers.resume",
            things ->
                Map.of(
                    "session_id", things.id(SESSION),
                    "message_id", things.id(ANSWER),
                    "after_part", 0)));
  }
}
