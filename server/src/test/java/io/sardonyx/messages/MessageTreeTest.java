package io.sardonyx.messages;

import static io.sardonyx.sessions.ChatSessionsTest.assertProblem;
import static io.sardonyx.sessions.Chats.answerOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sardonyx.answers.AbandonedAnswer;
import io.sardonyx.answers.AnswerCheckpoint;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.CheckpointResult;
import io.sardonyx.models.Turn;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.json.JsonRows;
import io.sardonyx.sessions.ChatSessionTopic;
import io.sardonyx.sessions.Chats;
import io.sardonyx.usage.TokenUsage;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MessageTreeTest {
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
  void sendingReservesTheAnswerAndAnnouncesBoth() {
    var wanted = new SendMessage(UUID.randomUUID(), "Hello", null, null, "Asia/Kathmandu");
    var sent = chats.messages.send(ann, session, wanted);

    assertThat(sent.message().read().kind()).isEqualTo("user");
    assertThat(answerOf(sent).status()).isEqualTo("streaming");
    assertThat(answerOf(sent).parentId()).isEqualTo(sent.message().read().id());
    assertThat(chats.started.getLast())
        .isEqualTo(
            chats.answers.target(
                answerOf(sent).id(),
                session,
                sent.message().read().id(),
                true,
                ZoneId.of("Asia/Kathmandu")));
    var log = chats.log(ann, ChatSessionTopic.of(session));
    assertThat(log).extracting(Event::seq).containsExactly(1L, 2L);
    assertThat(chats.published).containsAll(log);
    var first = JsonRows.read(log.get(0).data(), JsonNode.class);
    var second = JsonRows.read(log.get(1).data(), JsonNode.class);
    assertThat(first.at("/message/client_message_id").asText())
        .isEqualTo(wanted.clientMessageId().toString());
    assertThat(first.path("total_messages").asInt()).isEqualTo(1);
    assertThat(second.path("total_messages").asInt()).isEqualTo(2);
    assertThat(second.path("leaf_id").asText()).isEqualTo(answerOf(sent).id().toString());
    assertThat(chats.page(ann, session, null, 10).data())
        .containsExactly(sent.message().read(), answerOf(sent));
  }

  @Test
  void anEditForksAndBothVersionsStay() {
    var first = chats.ask(ann, session, null, "a", "A");
    chats.ask(ann, session, null, "b", "B");
    var edited = chats.ask(ann, session, first.message().read().parentId(), "a2", "A2");

    assertThat(chats.shown(ann, session)).containsExactly("a2", "A2");
    var page = chats.page(ann, session, null, 10);
    assertThat(page.data().getFirst().siblingIds())
        .containsExactly(first.message().read().id(), edited.message().read().id());
    assertThat(page.data().getLast().siblingIds()).isEmpty();
    assertThat(edited.message().read().siblingIds()).isEqualTo(page.data().getFirst().siblingIds());
    assertThat(page.data().getFirst()).isEqualTo(edited.message().read());

    var back = chats.messages.show(ann, session, first.message().read().id(), 10).read();
    assertThat(back.data()).extracting(ChatMessage::content).containsExactly("a", "A", "b", "B");
    assertThat(chats.sessions.get(ann, session).totalMessages()).isEqualTo(6);
    assertThat(chats.log(ann, ChatSessionTopic.of(session)).getLast().type())
        .isEqualTo("branch.shown");
  }

  /** The ids of all versions are in each event: without a limit events grow with their number. */
  @Test
  void aMessageHasAtMostAHundredVersions() {
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

  @Test
  void showingWhatIsShownIsNoEvent() {
    var first = chats.ask(ann, session, null, "a", "A");
    var before = chats.log(ann, ChatSessionTopic.of(session)).size();
    chats.messages.show(ann, session, first.message().read().id(), 10);
    assertThat(chats.log(ann, ChatSessionTopic.of(session))).hasSize(before);
  }

  @Test
  void aBranchIsShownDownToWhereItWasLeft() {
    var root = chats.sessions.get(ann, session).leafId();
    var one = chats.say(ann, session, "1");
    chats.say(ann, session, "1.1");
    var oneTwo = chats.sayAfter(ann, session, one.id(), "1.2");
    chats.say(ann, session, "1.2.1");
    var two = chats.sayAfter(ann, session, root, "2");
    assertThat(chats.shown(ann, session)).containsExactly("2");
    chats.messages.show(ann, session, one.id(), 10);
    assertThat(chats.shown(ann, session)).containsExactly("1", "1.2", "1.2.1");
    chats.messages.show(ann, session, two.id(), 10);
    // Into the middle of a branch that is not shown: the forks above must lead there too.
    chats.sayAfter(ann, session, oneTwo.id(), "1.2.2");
    assertThat(chats.shown(ann, session)).containsExactly("1", "1.2", "1.2.2");
    chats.messages.show(ann, session, two.id(), 10);
    chats.messages.show(ann, session, one.id(), 10);
    assertThat(chats.shown(ann, session)).containsExactly("1", "1.2", "1.2.2");
  }

  @Test
  void aFurtherAnswerIsASiblingOfTheFirst() {
    var sent = chats.ask(ann, session, null, "a", "A");
    var wanted = new RequestAnswer(UUID.randomUUID(), null);
    var again = chats.messages.regenerate(ann, session, sent.message().read().id(), wanted);
    var repeat = chats.messages.regenerate(ann, session, sent.message().read().id(), wanted);
    assertThat(answerOf(repeat).id()).isEqualTo(answerOf(again).id());
    assertThat(repeat.repeated()).isTrue();
    chats.answer(ann, answerOf(again).id(), "A2");
    assertThat(chats.shown(ann, session)).containsExactly("a", "A2");
    assertThat(chats.page(ann, session, null, 1).data().getFirst().siblingIds())
        .containsExactly(answerOf(sent).id(), answerOf(again).id());
    assertThat(chats.sessions.get(ann, session).totalMessages()).isEqualTo(3);
    assertProblem(
        () -> chats.messages.regenerate(ann, session, answerOf(sent).id(), fresh()),
        "not_a_user_message");
    assertProblem(
        () -> chats.messages.regenerate(ann, session, UUID.randomUUID(), fresh()),
        "message_not_found");
  }

  @Test
  void aParentInAnotherSessionIsNotFound() {
    var other = chats.newSession(ann);
    var elsewhere = chats.say(ann, other, "x");
    assertProblem(() -> chats.sayAfter(ann, session, elsewhere.id(), "y"), "message_not_found");
    assertThat(chats.sessions.get(ann, session).totalMessages()).isZero();
  }

  @Test
  void thirtyTwoSendersAtOnceAreCountedExactlyAndNumberedWithoutHoles() throws Exception {
    var each = 8;
    var sends = new ArrayList<Callable<SentMessage>>();
    for (int sender = 0; sender < 32; sender++) {
      for (int i = 0; i < each; i++) {
        var wanted = new SendMessage(UUID.randomUUID(), sender + "/" + i, null, false, null);
        sends.add(() -> chats.messages.send(ann, session, wanted));
        sends.add(() -> chats.messages.send(ann, session, wanted)); // A repeat in the same moment.
      }
    }
    all(sends);
    var expected = 32 * each;
    var found = chats.sessions.get(ann, session);
    assertThat(found.totalMessages()).isEqualTo(expected);
    assertThat(found.headSeq()).isEqualTo(expected);
    var log = chats.log(ann, ChatSessionTopic.of(session));
    assertThat(log)
        .extracting(Event::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, expected).boxed().toList());
    assertThat(shownInFull()).hasSize(expected).doesNotHaveDuplicates();
    // Every message continues the one before: nobody's message was sent into a side branch.
    assertThat(log.getLast().data()).containsPattern("\"total_messages\" ?: ?" + expected);
  }

  @Test
  void editsAndSendsAtOnceKeepTheTreeWhole() throws Exception {
    var root = chats.sessions.get(ann, session).leafId();
    var work = new ArrayList<Callable<ChatMessage>>();
    IntStream.range(0, 60)
        .forEach(
            i -> work.add(() -> chats.sayAfter(ann, session, i % 3 == 0 ? root : null, "m" + i)));
    all(work);
    var found = chats.sessions.get(ann, session);
    assertThat(found.totalMessages()).isEqualTo(60);
    assertThat(found.headSeq()).isEqualTo(60);
    var shown = chats.page(ann, session, null, 100).data();
    assertThat(shown.getLast().id()).isEqualTo(found.leafId());
    var again = chats.messages.show(ann, session, shown.getFirst().id(), 100).read();
    assertThat(again.data()).isEqualTo(shown);
  }

  private static <T> List<T> all(List<Callable<T>> work) throws Exception {
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var results = new ArrayList<T>();
      for (var result : executor.invokeAll(work)) {
        try {
          results.add(result.get());
        } catch (ExecutionException e) {
          throw (Exception) e.getCause();
        }
      }
      return results;
    }
  }

  private List<String> shownInFull() {
    var contents = new ArrayList<String>();
    UUID cursor = null;
    do {
      var page = chats.page(ann, session, cursor, 100);
      contents.addAll(0, page.data().stream().map(ChatMessage::content).toList());
      cursor = page.nextCursor() == null ? null : UUID.fromString(page.nextCursor());
    } while (cursor != null);
    return contents;
  }

  @Test
  void onlyOneEndingOfAnAnswerCounts() throws Exception {
    var wanted = new SendMessage(UUID.randomUUID(), "Hello", null, null, null);
    var answer = answerOf(chats.messages.send(ann, session, wanted)).id();
    var endings = new ArrayList<Callable<Boolean>>();
    IntStream.range(0, 8)
        .forEach(i -> endings.add(() -> chats.answer(ann, answer, "text " + i).isPresent()));
    assertThat(all(endings)).filteredOn(won -> won).hasSize(1);
    assertThat(chats.log(ann, ChatSessionTopic.of(session)))
        .extracting(Event::type)
        .containsExactly("message.created", "message.created", "message.updated");
    var closed = chats.messages.get(ann, session, answer);
    assertThat(closed.status()).isEqualTo("complete");
    assertThat(closed.tokenCount()).isEqualTo(7);
    assertThat(chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("late", 9, null, null)))
        .isEqualTo(CheckpointResult.GONE);
    assertThat(chats.messages.get(ann, session, answer)).isEqualTo(closed);
  }

  @Test
  void aStopRequestIsReturnedByTheNextCheckpoint() {
    var answer = streaming();
    assertThat(chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("so", 1, null, null)))
        .isEqualTo(CheckpointResult.CONTINUE);
    chats.answers.requestStop(ann, session, answer);
    assertThat(chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("so far", 2, null, null)))
        .isEqualTo(CheckpointResult.STOP);
    chats.sessions.clear(ann, session);
    assertThat(chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("so far", 2, null, null)))
        .isEqualTo(CheckpointResult.GONE);
  }

  @Test
  void anAbandonedAnswerEndsOnceWithItsText() {
    var answer = streaming();
    chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("the text so f", 3, null, null));
    assertThat(lost(answer)).isEmpty();
    age(answer);
    var abandoned = lost(answer).getFirst();
    assertThat(abandoned.content()).isEqualTo("the text so f");

    // Its node was only slow: what confirms in between wins.
    chats.answers.checkpoint(ann, answer, new AnswerCheckpoint("the text so far", 4, null, null));
    assertThat(chats.answers.endAbandoned(abandoned, interrupted("x"), 1)).isFalse();

    age(answer);
    var again = lost(answer).getFirst();
    assertThat(chats.answers.endAbandoned(again, interrupted(again.content()), 1)).isTrue();
    assertThat(chats.answers.endAbandoned(again, interrupted("twice"), 1)).isFalse();
    var message = chats.messages.get(ann, session, answer);
    assertThat(message.status()).isEqualTo("interrupted");
    assertThat(message.content()).isEqualTo("the text so far");
    assertThat(chats.log(ann, ChatSessionTopic.of(session)).getLast().type())
        .isEqualTo("message.updated");
  }

  private static List<AbandonedAnswer> lost(UUID answer) {
    return chats.answers.withoutCheckpointFor(Duration.ofSeconds(30), 100).stream()
        .filter(abandoned -> abandoned.id().equals(answer))
        .toList();
  }

  private void age(UUID answer) {
    chats
        .database
        .writing(ann)
        .query(
            "update platform.chat_messages set answering_at = now() - interval '31 s'"
                + " where id = $1",
            answer);
  }

  private static AnswerResult interrupted(String content) {
    return interrupted(content, null);
  }

  private static AnswerResult interrupted(String content, @Nullable TokenUsage usage) {
    return new AnswerResult(AnswerResult.Status.INTERRUPTED, content, "Cut off.", null, usage);
  }

  private UUID streaming() {
    var wanted = new SendMessage(UUID.randomUUID(), "Hello", null, null, null);
    return answerOf(chats.messages.send(ann, session, wanted)).id();
  }

  private static RequestAnswer fresh() {
    return new RequestAnswer(UUID.randomUUID(), null);
  }

  @Test
  void toolCallsStandOnTheirMessage() {
    var answer = streaming();
    var parameters = JsonNodeFactory.instance.objectNode().put("query", "weather");
    var done = chats.toolCalls.begin(ann, session, answer, "search", parameters);
    chats.toolCalls.end(ann, done, true, "rain", Duration.ofMillis(120));
    chats.toolCalls.begin(ann, session, answer, "calculator", parameters);
    chats.answers.end(ann, answer, interrupted("It"));

    var calls = chats.page(ann, session, null, 1).data().getFirst().toolCalls();
    assertThat(calls).extracting(ToolCall::name).containsExactly("search", "calculator");
    assertThat(calls).extracting(ToolCall::status).containsExactly("complete", "failed");
    assertThat(calls.getFirst().result()).isEqualTo("rain");
    assertThat(calls.getFirst().durationMs()).isEqualTo(120);
    assertThat(calls.getFirst().parameters()).isEqualTo(parameters);
    assertProblem(
        () -> chats.toolCalls.begin(chats.stranger(), session, answer, "x", parameters),
        "message_not_found");
  }

  @Test
  void theHistoryIsTheBranchAsFarBackAsFits() {
    chats.ask(ann, session, null, "one", "two");
    var last = chats.ask(ann, session, null, "three", "four").message().read();
    assertThat(history(last.id(), 1000)).containsExactly("one", "two", "three");
    assertThat(history(last.id(), 9)).containsExactly("two", "three");
    assertThat(history(last.id(), 1)).containsExactly("three");
  }

  @Test
  void aSummaryStandsForWhatIsBeforeItOnItsBranchAlone() {
    var first = chats.ask(ann, session, null, "one", "two");
    chats.answers.saveSummary(ann, answerOf(first).id(), "One and two.");
    var last = chats.ask(ann, session, null, "three", "four").message().read();
    var branch = chats.answers.history(ann, session, last.id(), 1000);
    assertThat(branch.summary()).isEqualTo("One and two.");
    assertThat(branch.turns()).extracting(Turn::content).containsExactly("three");
    // Nobody else writes one, and another branch does not know of it.
    chats.answers.saveSummary(chats.stranger(), last.id(), "Nothing of that.");
    assertThat(chats.answers.history(ann, session, last.id(), 1000)).isEqualTo(branch);
    var other =
        chats
            .ask(ann, session, first.message().read().parentId(), "one, edited", "x")
            .message()
            .read();
    assertThat(chats.answers.history(ann, session, other.id(), 1000).summary()).isNull();
  }

  @Test
  void tokenUsageIsRecordedOnceByWhoeverEndsTheAnswer() throws Exception {
    var answer = streaming();
    var cost = new TokenUsage(null, "model", 3, 4, true);
    var endings = new ArrayList<Callable<Boolean>>();
    IntStream.range(0, 8)
        .forEach(i ->
            endings.add(() -> chats.answers.end(ann, answer, interrupted("t", cost)).isPresent()));
    assertThat(all(endings)).filteredOn(won -> won).hasSize(1);
    assertThat(
            chats
                .database
                .reading(ann)
                .query("select from platform.token_usage where answer_id = $1", answer)
                .size())
        .isEqualTo(1);
    assertThat(chats.messages.get(ann, session, answer).tokenCount()).isEqualTo(4);
  }

  private List<String> history(UUID message, int characters) {
    return chats.answers.history(ann, session, message, characters).turns().stream()
        .map(Turn::content)
        .toList();
  }
}
