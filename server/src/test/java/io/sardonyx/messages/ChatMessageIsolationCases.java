package io.sardonyx.messages;

import static io.sardonyx.isolation.Rule.owner;
import static io.sardonyx.sessions.ChatSessionIsolationCases.ROUTE;
import static io.sardonyx.sessions.ChatSessionIsolationCases.SESSION;
import static io.sardonyx.sessions.ChatSessionIsolationCases.shared;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import io.sardonyx.sessions.ChatSessionIsolationCases;
import io.sardonyx.testing.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

public class ChatMessageIsolationCases implements IsolationCases {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** That nobody answers. */
  public static final Thing MESSAGE =
      Thing.of(
              "message",
              things ->
                  things
                      .person()
                      .post(path(things), message(false))
                      .expect(201)
                      .text("/message/id"))
          .shown(ChatMessageIsolationCases::path, "The secret");

  /** That is complete. */
  public static final Thing ANSWER = Thing.of("answer", ChatMessageIsolationCases::answer);

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "chat_messages",
                Rule.readWrite(owner("user_id").or(shared("session_id")), owner("user_id")))
            .workers("select", "update", "delete")
            .perUser(
                """
                insert into platform.chat_messages
                  (organization_id, application_id, user_id, id, session_id, kind)
                values ({organization}, {application}, {user}, {session}, {session}, 'system')
                """),
        TableCase.of(
                "tool_calls",
                Rule.readWrite(owner("user_id").or(shared("session_id")), owner("user_id")))
            .workers("select", "update")
            .about("message_id", "session")
            .redundant("api_insert", "organization", "application")
            .redundant("api_update", "organization", "application", "application", "user")
            .perUser(
                """
                insert into platform.tool_calls
                  (organization_id, application_id, user_id, session_id, message_id, name)
                values ({organization}, {application}, {user}, {session}, {session}, 't')
                """),
        TableCase.of("chat_summaries", Rule.all(owner("user_id")))
            .about("message_id", "session")
            .redundant("api_insert", "organization", "application")
            .redundant("api_update", "organization", "application", "application", "user")
            .perUser(
                """
                insert into platform.chat_summaries
                  (organization_id, application_id, user_id, session_id, message_id, content)
                values ({organization}, {application}, {user}, {session}, {session}, 's')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    var messages = ROUTE + "/messages";
    var message = messages + "/{message}";
    return List.of(
        RouteCase.personal("GET " + messages, SESSION),
        RouteCase.personal("POST " + messages, SESSION).sending(things -> message(false)),
        RouteCase.personal("DELETE " + messages, SESSION),
        RouteCase.personal("PUT " + message + "/shown", SESSION, MESSAGE),
        RouteCase.personal("POST " + message + "/answers", SESSION, MESSAGE)
            .sending(things -> Map.of("client_message_id", UUID.randomUUID().toString())));
  }

  /** Where the messages of the person's session are found. */
  public static String path(Things things) {
    return ChatSessionIsolationCases.path(things) + "/messages";
  }

  /** A message to send, each time another. */
  public static Map<String, Object> message(boolean answer) {
    return Map.of(
        "client_message_id",
        UUID.randomUUID().toString(),
        "content",
        "The secret",
        "answer",
        answer);
  }

  private static String answer(Things things) {
    var person = things.person();
    var id = person.post(path(things), message(true)).expect(201).text("/answer/id");
    Eventually.within(
        LIMIT, () -> !person.get(path(things)).expect(200).body().contains("\"streaming\""));
    return id;
  }
}
