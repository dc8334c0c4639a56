package io.sardonyx.answers;

import io.sardonyx.messages.ChatMessage;
import io.sardonyx.models.Model;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.ProviderModel;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.sessions.ReservedAnswer;
import io.sardonyx.usage.TokenUsage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is being written on this node: what the model said, cut into numbered parts, and
 * how it ends. One thread hears the model, one delivers, any number read.
 */
final class RunningAnswer {
  /** No answer that is meant is longer; the row and its readers have to hold it. */
  static final int MAX_CHARACTERS = 400_000;

  private final Caller caller;
  private final ReservedAnswer reserved;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Condition ending = lock.newCondition();
  private final StringBuilder heard = new StringBuilder();
  private final ModelOutput listener = new ModelOutput(this::hear);
  private volatile String model = "";
  private volatile @Nullable TokenUsage question;
  private volatile boolean refused;
  private volatile long heardAt = System.nanoTime();
  private int[] ends = new int[16];
  private int parts;
  private @Nullable AnswerOutcome outcome;
  private boolean closed;
  private @Nullable ChatMessage ended;

  RunningAnswer(Caller caller, ReservedAnswer reserved) {
    this.caller = caller;
    this.reserved = reserved;
  }

  Caller caller() {
    return caller;
  }

  ReservedAnswer reserved() {
    return reserved;
  }

  ModelOutput listener() {
    return listener;
  }

  void answeredBy(String name) {
    model = name;
  }

  String model() {
    return model;
  }

  /**
   * Just before a model is asked.
   *
   * @return what that costs, about; null where none of a provider is asked
   */
  @Nullable TokenUsage asked(Model model, Prompt prompt) {
    alive();
    if (!(model instanceof ProviderModel provider)) {
      return null;
    }
    var expected = provider.expected(prompt);
    question = expected;
    return expected;
  }

  /** The provider read nothing, or said that it will not. */
  void wasRefused() {
    refused = true;
  }

  /** What the model reads, about; null where none of a provider is asked. */
  @Nullable Integer promptTokens() {
    var put = question;
    return put == null ? null : put.promptTokens();
  }

  /** Something is done for it, be it that nothing is heard yet. */
  void alive() {
    heardAt = System.nanoTime();
  }

  /**
   * As its provider counts, else as we do. Null where no provider was asked, or where it refused:
   * that costs nothing. One that was silent had the question all the same.
   */
  @Nullable TokenUsage usage(AnswerOutcome reason) {
    var put = question;
    var tokens = reason.tokens();
    var promptTokens = reason.promptTokens();
    boolean counted = tokens != null && promptTokens != null;
    if (put == null || refused && !listener.heardSomething()) {
      return null;
    }
    return new TokenUsage(
        put.modelProviderId(),
        model,
        promptTokens == null ? put.promptTokens() : promptTokens,
        tokens == null ? TokenCounter.of(locked(heard::toString)) : tokens,
        !counted);
  }

  /** How long the model has said nothing. */
  Duration silence() {
    return Duration.ofNanos(System.nanoTime() - heardAt);
  }

  private void hear(String text) {
    locked(() -> {
      heardAt = System.nanoTime();
      if (outcome == null) {
        heard.append(text);
        if (heard.length() > MAX_CHARACTERS) {
          over(AnswerOutcome.interrupted("The answer became longer than can be kept."));
        }
      }
      return null;
    });
  }

  /** The first reason counts. Hangs up on the model. */
  void end(AnswerOutcome reason) {
    locked(() -> {
      if (outcome == null) {
        over(reason);
      }
      return null;
    });
    listener.close();
  }

  private void over(AnswerOutcome reason) {
    heard.append(Reasoning.missingEnd(heard));
    outcome = reason;
    ending.signalAll();
  }

  /** Why it ends; null while it goes on. */
  @Nullable AnswerOutcome outcome() {
    return locked(() -> outcome);
  }

  /** Waits until there is a reason to end. */
  void awaitOutcome() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (outcome == null) {
        ending.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** What was heard since the last part, as the next part; null if there is nothing. */
  @Nullable AnswerPart cut() {
    return locked(() -> {
      var silenced = outcome != null && outcome.silenced();
      if (heard.length() == delivered() || silenced) {
        return null;
      }
      if (parts == ends.length) {
        ends = Arrays.copyOf(ends, 2 * parts);
      }
      ends[parts++] = heard.length();
      news.signalAll();
      return part(parts);
    });
  }

  /** The parts after a number, which is at least 0. */
  List<AnswerPart> after(int part) {
    return locked(() -> IntStream.rangeClosed(part + 1, parts).mapToObj(this::part).toList());
  }

  private AnswerPart part(int number) {
    int begin = number == 1 ? 0 : ends[number - 2];
    return AnswerPart.of(reserved.id(), number, heard.substring(begin, ends[number - 1]));
  }

  private int delivered() {
    return parts == 0 ? 0 : ends[parts - 1];
  }

  /** The text of all parts, which is what readers have. */
  Text text() {
    return locked(() -> new Text(heard.substring(0, delivered()), parts));
  }

  /** To readers: nothing follows any more. */
  void closed(@Nullable ChatMessage finalState) {
    locked(() -> {
      closed = true;
      ended = finalState;
      news.signalAll();
      return null;
    });
  }

  /** What follows a part: waits until there is something, but no longer than allowed. */
  News awaitNews(int after, Duration atMost) throws InterruptedException {
    awaitUntil(() -> parts > after || closed, atMost);
    return locked(() -> new News(after(Math.max(0, after)), closed, ended));
  }

  private interface State {
    boolean holds();
  }

  private void awaitUntil(State state, Duration atMost) throws InterruptedException {
    long left = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (!state.holds() && left > 0) {
        left = news.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  private <T extends @Nullable Object> T locked(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the end, for those who shut down. */
  boolean awaitClosed(Duration atMost) throws InterruptedException {
    awaitUntil(() -> closed, atMost);
    return locked(() -> closed);
  }

  /** How far the text is. */
  record Text(String content, int part) {}

  /**
   * @param closed whether nothing follows
   * @param message the final state; null if it went on, or if the message is gone
   */
  record News(List<AnswerPart> parts, boolean closed, @Nullable ChatMessage message) {
    News {
      parts = List.copyOf(parts);
    }
  }
}
