package io.sardonyx.answers;

import io.sardonyx.messages.ChatMessage;
import io.sardonyx.messages.Messages;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reader of one answer, on whatever node it is written: from memory if on this one, else from
 * Redis, else from what its row has. Asked for what is next when the reader can take it, so that a
 * slow reader costs nothing.
 */
final class AnswerReader {
  /** After which a reader hears that all is well. */
  static final Duration PATIENCE = Duration.ofSeconds(15);

  /** What another node told its readers before this one listened is in Redis by then. */
  private static final Duration SHARED = AnswerFlusher.SHARE_INTERVAL.plusMillis(50);

  private static final Duration LOOK = Duration.ofMillis(100);
  private static final Duration ROW_INTERVAL = Duration.ofSeconds(1);

  private final Sources sources;
  private final Caller caller;
  private final UUID sessionId;
  private final UUID answerId;
  private int after;
  private boolean over;
  private volatile boolean refused;
  private long rowReadAt = System.nanoTime() - ROW_INTERVAL.toNanos();

  /** Where parts come from. */
  record Sources(AnswerPipeline pipeline, AnswerParts parts, Messages messages) {}

  /**
   * @param after the last part that the reader has
   */
  AnswerReader(Sources sources, Caller caller, UUID sessionId, UUID answerId, int after) {
    this.sources = sources;
    this.caller = caller;
    this.sessionId = sessionId;
    this.answerId = answerId;
    this.after = after;
  }

  /** What a reader is told. */
  sealed interface Item {
    record Piece(AnswerPart part) implements Item {}

    /** The last one: the answer in its final state. */
    record Done(ChatMessage message) implements Item {}

    /** The last one: there is no such answer any more, or the reader may not see it any more. */
    record Gone() implements Item {}
  }

  Caller caller() {
    return caller;
  }

  /** The reader has been signed out: they get nothing more. */
  void refuse() {
    refused = true;
  }

  boolean isOver() {
    return over;
  }

  /** Empty after {@link #PATIENCE}: nothing new. */
  List<Item> next() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var items = look();
      if (!items.isEmpty() || System.nanoTime() > end) {
        return items;
      }
    }
  }

  /** What is there already, for a reader who is told from now on what follows. */
  List<AnswerPart> backlog() {
    var local = local();
    try {
      if (local == null) {
        Thread.sleep(SHARED);
      }
      var parts =
          local == null
              ? sources.parts().after(answerId, after)
              : local.awaitNews(after, Duration.ZERO).parts();
      return local == null && parts.isEmpty() ? fromRow(message()) : parts;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  private List<Item> look() throws InterruptedException {
    var local = local();
    if (local != null) {
      var news = local.awaitNews(after, ROW_INTERVAL);
      if (refused) {
        return last(new Item.Gone());
      }
      var items = pieces(news.parts());
      if (news.closed()) {
        var message = news.message();
        items.addAll(message == null ? ending() : last(new Item.Done(message)));
      }
      return items;
    }
    if (refused) {
      return last(new Item.Gone());
    }
    // However much there is in Redis, the row says every second whether it is still theirs to read.
    if (System.nanoTime() - rowReadAt >= ROW_INTERVAL.toNanos()) {
      rowReadAt = System.nanoTime();
      return ending();
    }
    var shared = sources.parts().after(answerId, after);
    if (shared.isEmpty()) {
      Thread.sleep(LOOK);
    }
    return refused ? last(new Item.Gone()) : pieces(shared);
  }

  /** By the row: whether it has ended, and what it has that Redis does not. */
  private List<Item> ending() {
    try {
      var message = message();
      var items = pieces(sources.parts().after(answerId, after));
      if (!message.streaming()) {
        items.addAll(last(new Item.Done(message)));
      } else if (items.isEmpty()) {
        return pieces(fromRow(message));
      }
      return items;
    } catch (Problem notFound) {
      return last(new Item.Gone());
    }
  }

  private ChatMessage message() {
    return sources.messages().get(caller, sessionId, answerId);
  }

  private List<AnswerPart> fromRow(ChatMessage message) {
    var part = message.part();
    return part != null && part > after
        ? List.of(new AnswerPart(answerId, part, message.content(), true))
        : List.of();
  }

  private List<Item> pieces(List<AnswerPart> parts) {
    var items = new ArrayList<Item>(parts.size() + 1);
    for (var part : parts) {
      items.add(new Item.Piece(part));
      after = part.part();
    }
    return items;
  }

  private List<Item> last(Item item) {
    over = true;
    var items = new ArrayList<Item>();
    items.add(item);
    return items;
  }

  /** What is written here for the reader themselves; other readers are asked by their row. */
  private @Nullable RunningAnswer local() {
    return sources
        .pipeline()
        .here(answerId)
        .filter(answer -> answer.caller().userId().equals(caller.userId()))
        .filter(answer -> answer.reserved().sessionId().equals(sessionId))
        .orElse(null);
  }
}
