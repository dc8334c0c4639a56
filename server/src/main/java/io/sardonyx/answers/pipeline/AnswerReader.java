package io.sardonyx.answers.pipeline;

import io.sardonyx.answers.AnswerSnapshot;
import io.sardonyx.answers.AnswerSource;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reader of one answer, on whatever node it is written: from memory if on this one, else from
 * Redis, else from what its target has stored. Pulled when the reader can take more, so that a slow
 * reader costs nothing.
 */
final class AnswerReader {
  /** After which a reader gets a sign of life. */
  static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** By then, what another node published before this one subscribed is in Redis. */
  private static final Duration SHARED = AnswerFlusher.SHARE_INTERVAL.plusMillis(50);

  private static final Duration REDIS_INTERVAL = Duration.ofMillis(100);
  private static final Duration SOURCE_INTERVAL = Duration.ofSeconds(1);

  private final AnswerPipeline pipeline;
  private final AnswerParts parts;
  private final Caller caller;
  private final AnswerSource source;
  private int after;
  private boolean finished;
  private volatile boolean revoked;
  private long sourceReadAt = System.nanoTime() - SOURCE_INTERVAL.toNanos();

  /**
   * @param after the last part that the reader has
   */
  AnswerReader(
      AnswerPipeline pipeline, AnswerParts parts, Caller caller, AnswerSource source, int after) {
    this.pipeline = pipeline;
    this.parts = parts;
    this.caller = caller;
    this.source = source;
    this.after = after;
  }

  /** What a reader gets. */
  sealed interface Item {
    record Part(AnswerPart part) implements Item {}

    /** The last one: the answer in its final state. */
    record Done(AnswerSnapshot answer) implements Item {}

    /** The last one: there is no such answer any more, or the reader may not see it any more. */
    record Gone() implements Item {}
  }

  Caller caller() {
    return caller;
  }

  AnswerSource source() {
    return source;
  }

  /** The reader has lost the permission to read: they get nothing more. */
  void revoke() {
    revoked = true;
  }

  boolean isFinished() {
    return finished;
  }

  /** Empty after {@link #TIMEOUT}: nothing new. */
  List<Item> next() throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (true) {
      var items = poll();
      if (!items.isEmpty() || System.nanoTime() > end) {
        return items;
      }
    }
  }

  /** What is there already, for a reader who gets later parts as events. */
  List<AnswerPart> backlog() {
    var local = local();
    try {
      if (local != null) {
        return local.awaitProgress(after, Duration.ZERO).parts();
      }
      Thread.sleep(SHARED);
      var shared = parts.after(id(), after);
      return shared.isEmpty() ? stored(source.read(caller)) : shared;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private UUID id() {
    return source.answerId();
  }

  private List<Item> poll() throws InterruptedException {
    var local = local();
    if (local != null) {
      var progress = local.awaitProgress(after, SOURCE_INTERVAL);
      if (revoked) {
        return last(new Item.Gone());
      }
      var items = items(progress.parts());
      if (progress.closed()) {
        var finalState = progress.finalState();
        items.addAll(finalState == null ? pollSource() : last(new Item.Done(finalState)));
      }
      return items;
    }
    if (revoked) {
      return last(new Item.Gone());
    }
    // However much is in Redis, the source says every second whether the caller may read it still.
    if (System.nanoTime() - sourceReadAt >= SOURCE_INTERVAL.toNanos()) {
      sourceReadAt = System.nanoTime();
      return pollSource();
    }
    var shared = parts.after(id(), after);
    if (shared.isEmpty()) {
      Thread.sleep(REDIS_INTERVAL);
    }
    return revoked ? last(new Item.Gone()) : items(shared);
  }

  /** Whether it has ended, and what is stored that is not in Redis. */
  private List<Item> pollSource() {
    try {
      var answer = source.read(caller);
      var items = items(parts.after(id(), after));
      if (!answer.streaming()) {
        items.addAll(last(new Item.Done(answer)));
      } else if (items.isEmpty()) {
        return items(stored(answer));
      }
      return items;
    } catch (Problem notFound) {
      return last(new Item.Gone());
    }
  }

  private List<AnswerPart> stored(AnswerSnapshot answer) {
    var part = answer.part();
    return part != null && part > after
        ? List.of(new AnswerPart(id(), part, answer.content(), true))
        : List.of();
  }

  private List<Item> items(List<AnswerPart> next) {
    var items = new ArrayList<Item>(next.size() + 1);
    for (var part : next) {
      items.add(new Item.Part(part));
      after = part.part();
    }
    return items;
  }

  private List<Item> last(Item item) {
    finished = true;
    var items = new ArrayList<Item>();
    items.add(item);
    return items;
  }

  /** For the reader whose answer it is; what others may read is asked of the source. */
  private @Nullable RunningAnswer local() {
    return pipeline
        .find(id())
        .filter(answer -> answer.caller().userId().equals(caller.userId()))
        .filter(answer -> answer.target().topic().equals(source.topic()))
        .orElse(null);
  }
}
