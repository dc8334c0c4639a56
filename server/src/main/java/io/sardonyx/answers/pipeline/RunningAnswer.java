package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerSnapshot;
import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.models.Model;
import io.sardonyx.models.ModelOutput;
import io.sardonyx.models.ModelResponse;
import io.sardonyx.models.Prompt;
import io.sardonyx.models.Reasoning;
import io.sardonyx.models.TokenCounter;
import io.sardonyx.models.clients.ProviderModel;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.memory.MemoryReservation;
import io.sardonyx.platform.problem.Problem;
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
 * An answer that is being written on this node: the output of the model, cut into numbered parts,
 * and how it ends. One thread consumes the model's output, one delivers parts, any number read.
 */
final class RunningAnswer {
  /** Longer than any intended answer; the row and its readers have to hold it. */
  static final int MAX_CHARACTERS = 400_000;

  /** The text as it grows, a copy for the checkpoint, one for the end, and the end as JSON. */
  private static final int BYTES_PER_CHARACTER = 8;

  private final Caller caller;
  private final AnswerTarget target;
  private final MemoryReservation memory;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition partAdded = lock.newCondition();
  private final Condition resultSet = lock.newCondition();
  private final StringBuilder text = new StringBuilder();
  private final ModelOutput output;
  private volatile String model = "";
  private volatile @Nullable TokenUsage expectedUsage;
  private volatile boolean refused;
  private volatile long activeAt = System.nanoTime();
  private int[] partEnds = new int[16];
  private int parts;
  private @Nullable AnswerResult result;
  private @Nullable ModelResponse response;
  private boolean withheld;
  private boolean closed;
  private @Nullable AnswerSnapshot finalState;

  /**
   * @param memory closed with it
   */
  RunningAnswer(Caller caller, AnswerTarget target, MemoryReservation memory) {
    this.caller = caller;
    this.target = target;
    this.memory = memory;
    this.output = new ModelOutput(this::append, memory);
  }

  Caller caller() {
    return caller;
  }

  AnswerTarget target() {
    return target;
  }

  ModelOutput output() {
    return output;
  }

  MemoryReservation memory() {
    return memory;
  }

  void setModel(String name) {
    model = name;
  }

  String model() {
    return model;
  }

  /**
   * Called just before a model is asked.
   *
   * @return the expected token usage; null for a model without a provider
   */
  @Nullable TokenUsage expectUsage(Model asked, Prompt prompt) {
    touch();
    if (!(asked instanceof ProviderModel provider)) {
      return null;
    }
    var expected = provider.expectedUsage(prompt);
    expectedUsage = expected;
    return expected;
  }

  /** The provider did not take the request. */
  void setRefused() {
    refused = true;
  }

  /** Of the prompt, estimated; null for a model without a provider. */
  @Nullable Integer promptTokens() {
    var expected = expectedUsage;
    return expected == null ? null : expected.promptTokens();
  }

  /** Resets {@link #idleTime}, also where there is no output yet. */
  void touch() {
    activeAt = System.nanoTime();
  }

  /** How long nothing has come from the model. */
  Duration idleTime() {
    return Duration.ofNanos(System.nanoTime() - activeAt);
  }

  private void append(String piece) {
    touch();
    boolean isOver =
        locked(() -> {
          if (result == null) {
            add(piece);
          }
          return result != null;
        });
    if (isOver) {
      output.close();
    }
  }

  private void add(String piece) {
    try {
      memory.reserve((long) piece.length() * BYTES_PER_CHARACTER);
    } catch (Problem full) {
      setResult(AnswerResult.interrupted(full.detail()));
      return;
    }
    text.append(piece);
    if (text.length() > MAX_CHARACTERS) {
      setResult(AnswerResult.interrupted("The answer exceeds the maximum length."));
    }
  }

  /** Ends it with what its model returned. */
  void end(ModelResponse returned) {
    end(AnswerResult.of(returned), returned, false);
  }

  /** The first result counts. Closes the connection to the model. */
  void end(AnswerResult reason) {
    end(reason, null, false);
  }

  /** Ends it; what was not delivered yet is not delivered any more. */
  void endUndelivered(AnswerResult reason) {
    end(reason, null, true);
  }

  private void end(AnswerResult reason, @Nullable ModelResponse returned, boolean withhold) {
    locked(() -> {
      if (result == null) {
        response = returned;
        withheld = withhold;
        setResult(reason);
      }
      return null;
    });
    output.close();
  }

  private void setResult(AnswerResult reason) {
    text.append(Reasoning.missingEndTag(text));
    result = reason;
    resultSet.signalAll();
  }

  boolean hasEnded() {
    return locked(() -> result != null);
  }

  void awaitResult() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (result == null) {
        resultSet.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** With the text that readers have, and what it cost. */
  AnswerResult finalResult() {
    var reason = locked(() -> result);
    return (reason == null ? AnswerResult.stopped() : reason)
        .completed(text().content(), model, usage());
  }

  /**
   * As the provider counts, else estimated. Null where no provider was asked, or where it refused,
   * which costs nothing. A provider that returned nothing has read the prompt all the same.
   */
  private @Nullable TokenUsage usage() {
    var expected = expectedUsage;
    if (expected == null || refused && !output.hasOutput()) {
      return null;
    }
    var returned = locked(() -> response);
    var tokens = returned == null ? null : returned.completionTokens();
    var promptTokens = returned == null ? null : returned.promptTokens();
    return new TokenUsage(
        expected.modelProviderId(),
        model,
        promptTokens == null ? expected.promptTokens() : promptTokens,
        tokens == null ? TokenCounter.of(locked(text::toString)) : tokens,
        tokens == null || promptTokens == null);
  }

  /** The text since the last part, as the next part; null if there is none. */
  @Nullable AnswerPart cutPart() {
    return locked(() -> {
      if (text.length() == partsLength() || withheld) {
        return null;
      }
      if (parts == partEnds.length) {
        partEnds = Arrays.copyOf(partEnds, 2 * parts);
      }
      partEnds[parts++] = text.length();
      partAdded.signalAll();
      return part(parts);
    });
  }

  /** The parts after a number, which is at least 0. */
  List<AnswerPart> partsAfter(int part) {
    return locked(() -> IntStream.rangeClosed(part + 1, parts).mapToObj(this::part).toList());
  }

  private AnswerPart part(int number) {
    int begin = number == 1 ? 0 : partEnds[number - 2];
    return AnswerPart.of(target.answerId(), number, text.substring(begin, partEnds[number - 1]));
  }

  private int partsLength() {
    return parts == 0 ? 0 : partEnds[parts - 1];
  }

  /** The text of all parts, which is what readers have. */
  Text text() {
    return locked(() -> new Text(text.substring(0, partsLength()), parts));
  }

  /** Tells readers that nothing follows. */
  void close(@Nullable AnswerSnapshot stored) {
    memory.close();
    locked(() -> {
      closed = true;
      finalState = stored;
      partAdded.signalAll();
      return null;
    });
  }

  /** What follows a part; waits until there is something, but no longer than allowed. */
  Progress awaitProgress(int after, Duration limit) throws InterruptedException {
    awaitUntil(() -> parts > after || closed, limit);
    return locked(() -> new Progress(partsAfter(Math.max(0, after)), closed, finalState));
  }

  private interface State {
    boolean holds();
  }

  private void awaitUntil(State state, Duration limit) throws InterruptedException {
    long left = limit.toNanos();
    lock.lockInterruptibly();
    try {
      while (!state.holds() && left > 0) {
        left = partAdded.awaitNanos(left);
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

  /** For the shutdown. */
  boolean awaitClosed(Duration limit) throws InterruptedException {
    awaitUntil(() -> closed, limit);
    return locked(() -> closed);
  }

  /** How far the text is. */
  record Text(String content, int part) {}

  /**
   * @param closed whether nothing follows
   * @param finalState null while it is being written, or if the answer is gone
   */
  record Progress(List<AnswerPart> parts, boolean closed, @Nullable AnswerSnapshot finalState) {
    Progress {
      parts = List.copyOf(parts);
    }
  }
}
