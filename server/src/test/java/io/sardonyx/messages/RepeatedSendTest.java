package io.sardonyx.messages;

import static io.sardonyx.sessions.ChatSessionsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.sessions.ChatSessionTopic;
import io.sardonyx.sessions.Chats;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that does not know whether its message arrived sends it again. */
class RepeatedSendTest {
  private static Chats chats;
  private Caller ann;
  private UUID session;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @BeforeEach
  void aSession() {
    ann = chats.stranger();
    session = chats.newSession(ann);
  }

  @Test
  void aRepeatReturnsTheOriginalAndOtherContentIsRefused() {
    var wanted = new SendMessage(UUID.randomUUID(), "Hello", null, null, null);
    var sent = chats.messages.send(ann, session, wanted);
    var again = chats.messages.send(ann, session, wanted);
    assertThat(again.repeated()).isTrue();
    assertThat(again.message()).isEqualTo(sent.message());
    assertThat(again.answer()).isEqualTo(sent.answer());
    var id = wanted.clientMessageId();
    for (var other :
        List.of(
            new SendMessage(id, "Bye", null, null, null),
            new SendMessage(id, "Hello", UUID.randomUUID(), null, null),
            new SendMessage(id, "Hello", null, false, null))) {
      assertProblem(() -> chats.messages.send(ann, session, other), "client_message_id_reused");
    }
    var whereItIs = new SendMessage(id, "Hello", sent.message().read().parentId(), true, null);
    assertThat(chats.messages.send(ann, session, whereItIs).repeated()).isTrue();
    assertThat(chats.sessions.get(ann, session).totalMessages()).isEqualTo(2);
    assertThat(chats.log(ann, ChatSessionTopic.of(session))).hasSize(2);
  }

  @Test
  void aRepeatNeedsNoPlaceForAnotherAnswer() {
    var wanted = new SendMessage(UUID.randomUUID(), "Hello", null, null, null);
    var sent = chats.messages.send(ann, session, wanted);
    var again = new RequestAnswer(UUID.randomUUID(), null);
    var question = sent.message().read().id();
    var second = chats.messages.regenerate(ann, session, question, again);
    chats.full = true;
    try {
      assertThat(chats.messages.send(ann, session, wanted).answerId()).isEqualTo(sent.answerId());
      assertThat(chats.messages.regenerate(ann, session, question, again).answerId())
          .isEqualTo(second.answerId());
      var more = new SendMessage(UUID.randomUUID(), "More", null, null, null);
      assertProblem(() -> chats.messages.send(ann, session, more), "too_many_answers");
      var other = new SendMessage(wanted.clientMessageId(), "Bye", null, null, null);
      assertProblem(() -> chats.messages.send(ann, session, other), "client_message_id_reused");
    } finally {
      chats.full = false;
    }
  }
}
