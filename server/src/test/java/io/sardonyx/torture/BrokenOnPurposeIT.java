package io.sardonyx.torture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.torture.Mutant.Change;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/**
 * Nodes in which one thing is broken, tortured as {@link TortureIT} does: each time the run must
 * fail and say what was lost. Whoever breaks one of these in earnest is found out in the same way.
 */
class BrokenOnPurposeIT {
  /** One of each kill. */
  private static final int CYCLES = 3;

  private static final String FEED = "io/sardonyx/platform/events/TopicFeed.java";
  private static final String SUBSCRIPTION = "io/sardonyx/realtime/Subscription.java";
  private static final String BACKLOG_REPLAY = "io/sardonyx/realtime/BacklogReplay.java";

  /** Neither the look-up of the client message id has an effect, nor the constraint behind it. */
  @Test
  void withoutIdempotencyTheRunFailsBecauseAMessageIsThereTwice() throws Exception {
    try (var torture = Torture.begin()) {
      try (var superuser = torture.cluster().postgres().superuser()) {
        breakIdempotency(superuser);
      }
      assertThatThrownBy(() -> torture.run(CYCLES))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("said twice: message ")
          .hasMessageContaining("acknowledged twice: ");
    }
  }

  /** Whoever subscribes hears what comes, and nothing of what they have missed. */
  @Test
  void withoutResumeTheRunFailsBecauseReadersMissEvents() throws Exception {
    try (var mutant =
            Mutant.of(
                new Change(
                    BACKLOG_REPLAY,
                    "long start = afterSeq == null ? head.headSeq() : afterSeq;",
                    "long start = head.headSeq();"));
        var torture = Torture.begin(mutant)) {
      assertThatThrownBy(() -> torture.run(CYCLES))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("events lost: after ");
    }
  }

  /** A number that is too high is told all the same, by the node's feed and to the socket. */
  @Test
  void withoutTheGapCheckTheRunFailsBecauseReadersAreLedOverHoles() throws Exception {
    try (var mutant =
            Mutant.of(
                new Change(
                    FEED,
                    "while (!waiting.isEmpty() && waiting.firstKey() <= delivered + 1) {",
                    "while (!waiting.isEmpty()) {"),
                new Change(
                    FEED,
                    "return isStarted() && (!waiting.isEmpty() || head > delivered);",
                    "return false;"),
                new Change(
                    SUBSCRIPTION,
                    "} else if (event.seq() == lastSeq + 1) {",
                    "} else if (event.seq() > lastSeq) {"));
        var torture = Torture.begin(mutant)) {
      assertThatThrownBy(() -> torture.run(CYCLES))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("events lost: after ");
    }
  }

  private static void breakIdempotency(Connection superuser) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute(
          "alter table platform.chat_messages"
              + " drop constraint chat_messages_session_id_client_message_id_key");
      String sends;
      try (var row =
          statement.executeQuery(
              "select pg_get_functiondef('platform.send_messages'::regproc) as definition")) {
        row.next();
        sends = row.getString(1);
      }
      statement.execute(
          Mutant.changed(sends, "and r.client_message_id = client_messages[i])", "and false)"));
    }
  }
}
