package io.sardonyx.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.answers.AnswerResult;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.sessions.Chats;
import io.sardonyx.usage.TokenUsage;
import io.sardonyx.usage.UsagePurpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer cost is noted once, whatever becomes of the answer, its chat and its node. */
class TokenUsageTest {
  private static final TokenUsage EXPECTED = new TokenUsage(null, "m", 40, 0, true);
  private static final TokenUsage TOLD = new TokenUsage(null, "m", 41, 7, false);

  private static Chats chats;

  private Caller ann;
  private UUID session;
  private UUID answer;

  @BeforeAll
  static void start() {
    chats = new Chats();
  }

  @AfterAll
  static void stop() {
    chats.close();
  }

  @BeforeEach
  void anAnswerWhoseModelIsAsked() {
    ann = chats.stranger();
    session = chats.newSession(ann);
    var wanted = new SendMessage(UUID.randomUUID(), "Go", null, true, null);
    answer = Chats.answerOf(chats.messages.send(ann, session, wanted)).id();
    chats.usage.expect(ann, answer, UsagePurpose.ANSWER, EXPECTED);
  }

  @Test
  void theFiguresOfAProviderReplaceTheExpectedOnes() {
    assertThat(noted()).containsExactly(List.of("answer", 40, 0, true));
    close(TOLD);
    assertThat(noted()).containsExactly(List.of("answer", 41, 7, false));
  }

  /** By the database, whatever a statement forgets to ask. */
  @Test
  void whatIsSettledIsNeitherChangedNorDeleted() {
    close(TOLD);
    var hers = chats.database.writing(ann);
    assertThat(hers.query("update platform.token_usage set prompt_tokens = 1").rowCount()).isZero();
    assertThat(hers.query("delete from platform.token_usage").rowCount()).isZero();
    assertThat(noted()).containsExactly(List.of("answer", 41, 7, false));
  }

  @Test
  void clearingInTheMiddleOfAnAnswerLosesNothing() {
    chats.sessions.clear(ann, session);
    close(TOLD);
    assertThat(noted()).containsExactly(List.of("answer", 41, 7, false));
  }

  @Test
  void clearingBeforeTheModelWasAskedLosesNothing() {
    chats.usage.withdraw(ann, answer, UsagePurpose.ANSWER);
    chats.sessions.clear(ann, session);
    chats.usage.expect(ann, answer, UsagePurpose.ANSWER, EXPECTED);
    close(TOLD);
    assertThat(noted()).containsExactly(List.of("answer", 41, 7, false));
  }

  @Test
  void anAnswerWithoutACheckpointOfADeadNodeIsCountedOnce() {
    var left =
        chats.answers.ofNode(chats.node).stream()
            .filter(each -> each.id().equals(answer))
            .findFirst()
            .orElseThrow();
    assertThat(left.model()).isNull();
    var interrupted =
        new AnswerResult(AnswerResult.Status.INTERRUPTED, "one two", "It went away.", null, null);
    assertThat(chats.answers.endAbandoned(left, interrupted, 2)).isTrue();
    assertThat(noted()).containsExactly(List.of("answer", 40, 2, true));
    // The node was not dead but slow.
    close(TOLD);
    chats.usage.expect(ann, answer, UsagePurpose.ANSWER, EXPECTED);
    chats.usage.withdraw(ann, answer, UsagePurpose.ANSWER);
    assertThat(noted()).containsExactly(List.of("answer", 40, 2, true));
    assertThat(chats.answers.withoutCheckpointFor(Duration.ZERO, 10_000))
        .noneMatch(each -> each.id().equals(answer));
  }

  @Test
  void whatIsRefusedCostsNothing() {
    close(null);
    assertThat(noted()).isEmpty();
  }

  @Test
  void severalRequestsForOnePurposeAreOneRow() {
    chats.usage.expect(ann, answer, UsagePurpose.SUMMARY, EXPECTED);
    chats.usage.expect(ann, answer, UsagePurpose.SUMMARY, TOLD.plus(EXPECTED));
    assertThat(noted())
        .containsExactly(List.of("answer", 40, 0, true), List.of("summary", 81, 7, true));
    chats.usage.settle(ann, answer, UsagePurpose.SUMMARY, TOLD.plus(TOLD));
    chats.usage.settle(ann, answer, UsagePurpose.SUMMARY, TOLD);
    assertThat(noted())
        .containsExactly(List.of("answer", 40, 0, true), List.of("summary", 82, 14, false));
  }

  private void close(@Nullable TokenUsage usage) {
    var result = new AnswerResult(AnswerResult.Status.COMPLETE, "Hello", null, "m", usage);
    chats.answers.end(ann, answer, result);
  }

  private List<List<Object>> noted() {
    var rows =
        chats
            .database
            .working()
            .query(
                """
                select purpose, prompt_tokens, completion_tokens, is_estimated
                from platform.token_usage
                where answer_id = $1 and organization_id = $2 and user_id = $3 order by purpose
                """,
                answer,
                ann.organizationId(),
                ann.userId());
    var noted = new ArrayList<List<Object>>();
    for (var row : rows) {
      noted.add(List.of(row.getString(0), row.getInteger(1), row.getInteger(2), row.getBoolean(3)));
    }
    return noted;
  }
}
