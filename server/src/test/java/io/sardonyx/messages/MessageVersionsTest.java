package io.sardonyx.messages;

import static io.sardonyx.sessions.ChatSessionsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.sessions.ChatSessionTopic;
import io.sardonyx.sessions.Chats;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MessageVersionsTest {
  private static Chats chats;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  /** The ids of all versions are in each event: without a limit events grow with their number. */
  @Test
  void aMessageHasAtMostAHundredVersions() {
    var ann = chats.stranger();
    var session = chats.newSession(ann);
    var first = chats.ask(ann, session, null, "a", "A");
    var parent = first.message().read().parentId();
    for (int version = 2; version <= 100; version++) {
      chats.sayAfter(ann, session, parent, "a" + version);
    }
    assertProblem(() -> chats.sayAfter(ann, session, parent, "one too many"), "too_many_siblings");
    assertThat(chats.page(ann, session, null, 1).data().getFirst().siblingIds()).hasSize(100);
    var log = chats.log(ann, ChatSessionTopic.of(session));
    assertThat(log).allSatisfy(event -> assertThat(event.data().length()).isLessThan(6_000));
    assertThat(chats.shown(ann, session)).containsExactly("a100");
    chats.say(ann, session, "It goes on.");
  }
}
