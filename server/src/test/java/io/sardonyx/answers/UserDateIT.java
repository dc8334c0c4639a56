package io.sardonyx.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.ModelServer;
import io.sardonyx.testing.ModelServer.Behaviour;
import io.sardonyx.testing.NodeWithModel;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The date that models are told, where the user is. */
@Timeout(150)
class UserDateIT {
  private static final Duration SOON = Duration.ofSeconds(15);
  private static final String SESSIONS = "/api/v1/chat/sessions";

  private static NodeWithModel ours;
  private static ModelServer model;

  private Http ann;
  private String session;

  @BeforeAll
  static void start() {
    ours = NodeWithModel.start(Map.of());
    model = ours.model();
    model.behave(Behaviour.saying("Hello there."));
  }

  @BeforeEach
  void aSession() {
    ann = Http.of(ours.node()).signedInAsAdmin();
    session = ann.post(SESSIONS, Map.of()).expect(201).text("/id");
  }

  @AfterAll
  static void stop() {
    ours.close();
  }

  @Test
  void theModelIsToldTheDateWhereTheUserIs() {
    // Fourteen hours ahead of UTC, and eleven behind it.
    for (var zone : List.of("Pacific/Kiritimati", "Pacific/Pago_Pago")) {
      var before = model.requests().size();
      var earlier = LocalDate.now(ZoneId.of(zone));
      var sent =
          ann.post(
                  messages(),
                  Map.of(
                      "client_message_id",
                      UUID.randomUUID(),
                      "content",
                      "Which day is it?",
                      "time_zone",
                      zone))
              .expect(201);
      Eventually.within(SOON, () -> model.requests().size() == before + 1);
      assertThat(model.requests().getLast().body().path("messages").toString())
          .containsAnyOf(date(earlier, zone), date(LocalDate.now(ZoneId.of(zone)), zone));
      Eventually.within(SOON, () -> isComplete(sent.text("/answer/id")));
      ann.post(
              messages() + "/" + sent.text("/message/id") + "/answers",
              Map.of("client_message_id", UUID.randomUUID(), "time_zone", zone))
          .expect(201);
      Eventually.within(SOON, () -> model.requests().size() == before + 2);
      assertThat(model.requests().getLast().body().path("messages").toString())
          .contains("(" + zone + ")");
    }
    for (var wrong : List.of("Europe/Atlantis", "UTC+3", "", "../etc/passwd")) {
      var refused =
          ann.post(
              messages(),
              Map.of("client_message_id", UUID.randomUUID(), "content", "x", "time_zone", wrong));
      assertThat(refused.expect(422).code()).isEqualTo("invalid_time_zone");
    }
  }

  private String messages() {
    return SESSIONS + "/" + session + "/messages";
  }

  private boolean isComplete(String answer) {
    var data = ann.get(messages()).expect(200).json().path("data");
    return StreamSupport.stream(data.spliterator(), false)
        .anyMatch(each ->
            each.path("id").asText().equals(answer)
                && each.path("status").asText().equals("complete"));
  }

  private static String date(LocalDate date, String zone) {
    var day = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    return "Today is " + day.format(date) + " (" + zone + ").";
  }
}
