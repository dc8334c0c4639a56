package io.sardonyx.sessions;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The rows of answers that are being written: what whoever writes them reads, confirms and closes.
 * Time is the database's, so that nodes with different clocks agree on who is late.
 */
@Singleton
public class Answers {
  private final Database database;
  private final EventBus events;

  Answers(Database database, EventBus events) {
    this.database = database;
    this.events = events;
  }

  /**
   * What was said up to a message and with it, oldest first, as much as fits.
   *
   * @param characters of all contents together; the newest message is there in any case
   */
  public List<Said> history(Caller caller, UUID sessionId, UUID messageId, int characters) {
    return AnswerStore.history(database.reading(caller), sessionId, messageId, characters);
  }

  /** The instructions of the session's persona and project; empty where there are none. */
  public List<String> instructions(Caller caller, UUID sessionId) {
    return AnswerStore.instructions(database.reading(caller), sessionId);
  }

  /** Keeps the text so far and confirms that it is still being written. */
  public Confirmation confirm(Caller caller, UUID answerId, String content, int part) {
    return AnswerStore.confirm(database.writing(caller), answerId, content, part);
  }

  /** The last thing that happens to an answer; empty if it has already happened, or it is gone. */
  public Optional<ChatMessage> close(Caller caller, UUID answerId, Ending ending) {
    return published(database.as(caller, tx -> close(tx, answerId, ending)));
  }

  /** Names a session after its first answer; nothing happens if somebody has named it. */
  public void entitle(Caller caller, UUID sessionId, String title) {
    ChatSessionStore.title(database.writing(caller), sessionId, title)
        .ifPresent(change -> change.events().forEach(events::publish));
  }

  /**
   * Marks the wish on the row, for the node that writes it to see at the latest when it confirms.
   */
  public ChatMessage requestStop(Caller caller, UUID sessionId, UUID answerId) {
    caller.require(Permission.CHAT_WRITE);
    var marked = AnswerStore.requestStop(database.writing(caller), sessionId, answerId);
    var answer =
        ChatMessageStore.find(database.reading(caller), sessionId, answerId)
            .orElseThrow(Messages::notFound);
    if (!answer.kind().equals("assistant")) {
      throw Problem.invalid("not_an_answer", "Only an answer can be stopped.");
    }
    if (!marked && answer.streaming()) {
      throw ChatSessions.readOnly();
    }
    return answer;
  }

  /** As a worker: answers that no node has confirmed for so long. */
  public List<Abandoned> unconfirmedFor(Duration silence, int limit) {
    return AnswerStore.unconfirmedFor(database.working(), silence, limit);
  }

  /** As a worker: what a node was writing. Only for a node that is known to have ended. */
  public List<Abandoned> writtenBy(UUID node) {
    return AnswerStore.writtenBy(database.working(), node);
  }

  /** As a worker: closes an answer unless its node has confirmed it since. */
  public Optional<ChatMessage> closeAbandoned(Abandoned answer, Ending ending) {
    return published(
        database.asWorker(tx ->
            AnswerStore.stillAbandoned(tx, answer)
                ? close(tx, answer.id(), ending)
                : Optional.<Closed>empty()));
  }

  private static Optional<Closed> close(Statements tx, UUID answerId, Ending ending) {
    if (ending.status() != Ending.Status.COMPLETE) {
      ToolCallStore.failRunning(tx, answerId);
    }
    return AnswerStore.close(tx, answerId, ending);
  }

  private Optional<ChatMessage> published(Optional<Closed> closed) {
    closed.ifPresent(done -> done.events().forEach(events::publish));
    return closed.map(Closed::message);
  }
}
