package io.sardonyx.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the features say over the socket, and who hears it. */
class LiveChatIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static Http owner;
  private static Http colleague;

  @BeforeAll
  static void signIn() {
    owner = Http.of(SharedNode.get()).signedInAsAdmin();
    var email = "colleague-" + UUID.randomUUID() + "@example.com";
    var password = "a colleague's long password";
    owner
        .post(
            "/api/v1/customer-users",
            Map.of("email", email, "display_name", "Colleague", "password", password))
        .expect(201);
    colleague = Http.of(SharedNode.get()).joined(email, password, password + ", changed");
  }

  @Test
  void anAnswerStreamsAndEveryFrameFitsTheContract() {
    var session = createSession();
    var topic = "chat_session:" + session;
    try (var client = connect(owner)) {
      client.subscribe(topic, 0);
      client.awaitType(topic, "caught_up");
      var sent =
          client.send(
              "messages.send",
              Map.of(
                  "session_id",
                  session,
                  "client_message_id",
                  UUID.randomUUID(),
                  "content",
                  "Hello?"));
      assertThat(Schemas.reply("messages.send", sent)).isEmpty();
      var answer = sent.at("/result/answer/id").asText();
      client.await(push -> isFinal(push, answer));
      var parts =
          client.pushes(topic).stream()
              .filter(push -> push.path("type").asText().equals("answer.part"))
              .map(push -> push.at("/data/part").asInt())
              .toList();
      assertThat(parts).isNotEmpty().isSorted().doesNotHaveDuplicates();
      for (var method : List.of("answers.resume", "answers.stop")) {
        var reply = client.send(method, Map.of("session_id", session, "message_id", answer));
        assertThat(Schemas.reply(method, reply)).as(reply.toString()).isEmpty();
      }
      var wrong = new TreeSet<String>();
      client.pushes().forEach(push -> wrong.addAll(Schemas.push(push)));
      assertThat(wrong).isEmpty();
    }
  }

  @Test
  void whatIsSharedNoMoreIsHeardNoMoreWithinASecond() {
    var session = createSession();
    var topic = "chat_session:" + session;
    try (var mine = connect(owner);
        var theirs = connect(colleague)) {
      assertThat(theirs.subscribe(topic, 0).at("/topics/0/status").asText()).isEqualTo("not_found");
      share(session, "application");
      assertThat(theirs.subscribe(topic, 0).at("/topics/0/status").asText())
          .isEqualTo("subscribed");
      mine.subscribe(topic, 0);
      theirs.awaitType(topic, "caught_up");
      mine.awaitType(topic, "caught_up");
      long before = theirs.seqs(topic).getLast();
      share(session, "private");
      Eventually.within(
          Duration.ofSeconds(1),
          () -> theirs.pushes(topic).getLast().path("type").asText().equals("subscription_ended"),
          () -> theirs.pushes(topic).toString());
      owner.put("/api/v1/chat/sessions/" + session, Map.of("title", "a secret")).expect(200);
      Eventually.within(LIMIT, () -> mine.seqs(topic).size() >= before + 2);
      theirs.call("ping", Map.of());
      assertThat(theirs.seqs(topic).getLast()).isEqualTo(before);
      assertThat(theirs.frames().toString()).doesNotContain("a secret");
      assertThat(theirs.subscribe(topic, before).at("/topics/0/status").asText())
          .isEqualTo("not_found");
    }
  }

  private static boolean isFinal(JsonNode push, String answer) {
    return push.path("type").asText().equals("message.updated")
        && push.at("/data/message/id").asText().equals(answer)
        && !push.at("/data/message/status").asText().equals("streaming");
  }

  private static RealtimeClient connect(Http who) {
    return RealtimeClient.connect(SharedNode.get().port(), who.token());
  }

  private static String createSession() {
    return owner.post("/api/v1/chat/sessions", Map.of()).expect(201).text("/id");
  }

  private static void share(String session, String status) {
    owner.put("/api/v1/chat/sessions/" + session, Map.of("shared_status", status)).expect(200);
  }
}
