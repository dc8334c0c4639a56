package io.sardonyx.messages;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.ChatPermissions;
import io.sardonyx.sessions.ChatSessions;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The rows of answers that are being written: what whoever writes them reads, confirms and closes.
 * Time is the database's, so that nodes with different clocks agree on who is late.
 */
@Singleton
public class Answers {
  private static final String DATA_EXCEPTION = "22";
  private static final Logger LOG = Logger.getLogger(Answers.class);

  private final Database database;
  private final EventLog events;
  private final ChatSessions sessions;

  public Answers(Database database, EventLog events, ChatSessions sessions) {
    this.database = database;
    this.events = events;
    this.sessions = sessions;
  }

  /**
   * What was said up to a message and with it, back to the newest summary, as much as fits.
   *
   * @param characters of all contents together; the newest message is there in any case
   */
  public Branch branch(Caller caller, UUID sessionId, UUID messageId, int characters) {
    return AnswerStore.branch(database.reading(caller), sessionId, messageId, characters);
  }

  /** What was said up to a message of the caller's and with it, in fewer words. */
  public void summarized(Caller caller, UUID messageId, String summary) {
    AnswerStore.summarize(database.writing(caller), messageId, summary);
  }

  /** What the session's persona and project say about answers; the default persona's without. */
  public AssistantSettings briefing(Caller caller, UUID sessionId) {
    return AssistantSettingsStore.find(database.reading(caller), sessionId);
  }

  /** Keeps the text so far and confirms that it is still being written. */
  public CheckpointResult confirm(Caller caller, UUID answerId, AnswerCheckpoint progress) {
    return AnswerStore.confirm(database.writing(caller), answerId, progress);
  }

  /**
   * The last thing that happens to an answer; empty if it has already happened, or it is gone. What
   * it cost is noted also where its chat was cleared meanwhile.
   */
  public Optional<ChatMessage> close(Caller caller, UUID answerId, AnswerResult ending) {
    return storable(
        ending,
        stored ->
            database.as(
                caller,
                tx -> {
                  var closed = close(tx, answerId, stored);
                  var usage = ending.usage();
                  if (usage == null) {
                    TokenUsageRecorder.withdraw(tx, answerId, UsagePurpose.ANSWER);
                  } else {
                    TokenUsageRecorder.settle(tx, caller, answerId, UsagePurpose.ANSWER, usage);
                  }
                  return closed;
                }));
  }

  /** Names a session after its first answer; nothing happens if somebody has named it. */
  public void entitle(Caller caller, UUID sessionId, String title) {
    sessions.setInitialTitle(caller, sessionId, title);
  }

  /**
   * Marks the wish on the row, for the node that writes it to see at the latest when it confirms.
   */
  public ChatMessage requestStop(Caller caller, UUID sessionId, UUID answerId) {
    caller.require(ChatPermissions.WRITE);
    var marked = AnswerStore.requestStop(database.writing(caller), sessionId, answerId);
    var answer =
        ChatMessageStore.find(database.reading(caller), sessionId, answerId)
            .orElseThrow(Messages::notFound)
            .read();
    if (!answer.kind().equals("assistant")) {
      throw Problem.invalid("not_an_answer", "Only an answer can be stopped.");
    }
    if (!marked && answer.streaming()) {
      throw ChatSessions.readOnly();
    }
    return answer;
  }

  /** As a worker: answers that no node has confirmed for so long. */
  public List<AbandonedAnswer> unconfirmedFor(Duration silence, int limit) {
    return AnswerStore.unconfirmedFor(database.working(), silence, limit);
  }

  /** As a worker: what a node was writing. Only for a node that is known to have ended. */
  public List<AbandonedAnswer> writtenBy(UUID node) {
    return AnswerStore.writtenBy(database.working(), node);
  }

  /**
   * As a worker: closes an answer unless its node has confirmed it since.
   *
   * @param completionTokens what its model wrote, about
   */
  public Optional<ChatMessage> closeAbandoned(
      AbandonedAnswer answer, AnswerResult ending, int completionTokens) {
    return storable(
        ending,
        stored ->
            database.<Optional<ChatMessage>>asWorker(tx -> {
              if (!AnswerStore.stillAbandoned(tx, answer)) {
                return Optional.empty();
              }
              TokenUsageRecorder.settleAbandoned(tx, answer.id(), completionTokens);
              return close(tx, answer.id(), stored);
            }));
  }

  /** Whatever the database cannot keep of an answer, it is closed: with what its row has. */
  private static Optional<ChatMessage> storable(
      AnswerResult ending, Function<AnswerResult, Optional<ChatMessage>> close) {
    try {
      return close.apply(ending);
    } catch (PgException refused) {
      var code = refused.getSqlState();
      if (code == null || !code.startsWith(DATA_EXCEPTION)) {
        throw refused;
      }
      LOG.error("An answer cannot be kept; what its row has stays", refused);
      return close.apply(AnswerResult.AS_IT_STANDS);
    }
  }

  private Optional<ChatMessage> close(Statements tx, UUID answerId, AnswerResult ending) {
    if (ending.status() != AnswerResult.Status.COMPLETE) {
      ToolCallStore.failRunning(tx, answerId);
    }
    return AnswerStore.close(events, tx, answerId, ending);
  }
}
