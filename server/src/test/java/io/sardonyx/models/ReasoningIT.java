package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.NodeWithModel;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A model that thinks before it answers, which its provider tells apart. */
@Timeout(150)
class ReasoningIT {
  private static final Duration SOON = Duration.ofSeconds(15);

  private static NodeWithModel ours;
  private static ModelServer model;
  private Http ann;
  private String messages;

  @BeforeAll
  static void start() {
    ours = NodeWithModel.start(Map.of("SARDONYX_MODEL_TIMEOUT", "PT3S"));
    model = ours.model();
  }

  @AfterAll
  static void stop() {
    ours.close();
  }

  @BeforeEach
  void aSession() {
    ann = Http.of(ours.node()).signedInAsAdmin();
    var sessions = "/api/v1/chat/sessions";
    var session = ann.post(sessions, Map.of()).expect(201).text("/id");
    messages = sessions + "/" + session + "/messages";
  }

  @Test
  void reasoningKeepsAnAnswerAliveAndIsNotSentAgain() {
    model.behave(Behaviour.saying("Yes.").every(Duration.ofMillis(500)));
    model.think("word ".repeat(10));
    var thoughtful = await(send("Is it?"), "complete");
    assertThat(thoughtful.path("content").asText())
        .isEqualTo("<think>" + "word ".repeat(10) + "</think>Yes.");
    assertThat(thoughtful.path("token_count").asInt()).isEqualTo(11);

    model.behave(Behaviour.saying("I am."));
    await(send("Are you sure?"), "complete");
    assertThat(model.requests().getFirst().body().path("messages").toString())
        .contains("Is it?", "\"Yes.\"")
        .doesNotContain("word ");
  }

  @Test
  void reasoningThatIsCutOffGetsItsEndTag() {
    model.behave(Behaviour.saying("Yes.").hangingAfter(2));
    model.think("one two three");
    assertThat(await(send("Go"), "interrupted").path("content").asText())
        .isEqualTo("<think>one two </think>");

    model.behave(Behaviour.saying("<think>" + ModelServer.words(100)).hangingAfter(2));
    var stopped = send("Go");
    Eventually.within(SOON, () -> read(stopped).path("content").asText().contains("word2"));
    ann.send("POST", messages + "/" + stopped + "/stop", null).expect(202);
    assertThat(await(stopped, "stopped").path("content").asText())
        .isEqualTo("<think>word1 word2 </think>");
  }

  /** The id of its answer. */
  private String send(String content) {
    return ann.post(messages, Map.of("client_message_id", UUID.randomUUID(), "content", content))
        .expect(201)
        .text("/answer/id");
  }

  private JsonNode await(String answer, String status) {
    Eventually.within(
        SOON,
        () -> read(answer).path("status").asText().equals(status),
        () -> read(answer).toString());
    return read(answer);
  }

  private JsonNode read(String answer) {
    return ann.get(messages)
        .expect(200)
        .json()
        .path("data")
        .valueStream()
        .filter(message -> message.path("id").asText().equals(answer))
        .findFirst()
        .orElseThrow();
  }
}
