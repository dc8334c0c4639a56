package io.sardonyx.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.answers.AnswerCheckpoint;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.sessions.Chats;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What PostgreSQL refuses to keep does not keep an answer open. */
class UnstorableAnswerTest {
  private static final String REFUSED = "one\0two";
  private static Chats chats;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @Test
  void itsNodeClosesItWithWhatItsRowHas() {
    var ann = chats.stranger();
    var session = chats.newSession(ann);
    var answer = begin(session, ann);
    chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("one", 1, "m", null));
    var closed = chats.answers.end(ann, answer, ending()).orElseThrow();
    assertThat(closed.status()).isEqualTo("interrupted");
    assertThat(closed.content()).isEqualTo("one");
    assertThat(closed.model()).isEqualTo("m");
    assertThat(closed.error()).contains("could not be stored completely");
    assertThat(chats.answers.end(ann, answer, ending())).as("once").isEmpty();
  }

  @Test
  void whereItsRowHasNothingItHasFailed() {
    var ann = chats.stranger();
    var session = chats.newSession(ann);
    var closed = chats.answers.end(ann, begin(session, ann), ending()).orElseThrow();
    assertThat(closed.status()).isEqualTo("failed");
    assertThat(closed.content()).isEmpty();
  }

  @Test
  void anotherNodeClosesItWithWhatItsRowHas() {
    var ann = chats.stranger();
    var session = chats.newSession(ann);
    var answer = begin(session, ann);
    chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("one", 1, "m", null));
    var abandoned =
        chats.answers.withoutCheckpointFor(Duration.ZERO, 100).stream()
            .filter(each -> each.id().equals(answer))
            .findFirst()
            .orElseThrow();
    assertThat(chats.answers.endAbandoned(abandoned, ending(), 1)).isTrue();
    var closed = chats.messages.get(ann, session, answer);
    assertThat(closed.status()).isEqualTo("interrupted");
    assertThat(closed.content()).isEqualTo("one");
  }

  private static UUID begin(UUID session, Caller ann) {
    var sent =
        chats.messages.send(
            ann, session, new SendMessage(UUID.randomUUID(), "Hello", null, null, null));
    return Chats.answerOf(sent).id();
  }

  private static AnswerResult ending() {
    return new AnswerResult(AnswerResult.Status.INTERRUPTED, REFUSED, "cut off", "m", null);
  }
}
