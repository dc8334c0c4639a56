package io.sardonyx.messages;

import io.sardonyx.answers.AbandonedAnswer;
import io.sardonyx.answers.AbandonedAnswers;
import io.sardonyx.answers.AnswerCheckpoint;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.answers.AssistantSettings;
import io.sardonyx.answers.CheckpointResult;
import io.sardonyx.answers.History;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.sessions.ChatSessions;
import io.sardonyx.usage.TokenUsageRecorder;
import io.sardonyx.usage.UsagePurpose;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The answers of chat sessions, as rows. Time is the database's, so that nodes with different
 * clocks agree on which answers are abandoned.
 */
@Singleton
public class ChatAnswers implements AbandonedAnswers {
  private static final String DATA_EXCEPTION = "22";

  /** With the text and the model that the row has. */
  private static final AnswerResult UNSTORABLE =
      new AnswerResult(
          AnswerResult.Status.INTERRUPTED,
          null,
          "The answer could not be stored completely: it contains characters that are not text.",
          null,
          null);

  private static final Logger LOG = Logger.getLogger(ChatAnswers.class);

  private final Database database;
  private final EventLog events;
  private final ChatSessions sessions;

  public ChatAnswers(Database database, EventLog events, ChatSessions sessions) {
    this.database = database;
    this.events = events;
    this.sessions = sessions;
  }

  /**
   * @param parentId the message that it answers
   * @param needsTitle whether the session has no title yet
   * @param timeZone of the one who asks
   */
  public AnswerTarget target(
      UUID answerId, UUID sessionId, UUID parentId, boolean needsTitle, ZoneId timeZone) {
    return new ChatAnswerTarget(this, answerId, sessionId, parentId, needsTitle, timeZone);
  }

  /**
   * The messages up to one and with it, back to the newest summary, as many as fit.
   *
   * @param characters of all contents together; the newest message is there in any case
   */
  public History history(Caller caller, UUID sessionId, UUID messageId, int characters) {
    return AnswerStore.history(database.reading(caller), sessionId, messageId, characters);
  }

  /** Keeps a summary of the branch up to a message of the caller's and with it. */
  public void saveSummary(Caller caller, UUID messageId, String summary) {
    AnswerStore.saveSummary(database.writing(caller), messageId, summary);
  }

  /** Of the session's persona and project; of the default persona where it has none. */
  AssistantSettings settings(Caller caller, UUID sessionId) {
    return AssistantSettingsStore.find(database.reading(caller), sessionId);
  }

  /** Stores the text so far, and confirms that the answer is still being written. */
  public CheckpointResult checkpoint(Caller caller, UUID answerId, AnswerCheckpoint checkpoint) {
    return AnswerStore.checkpoint(database.writing(caller), answerId, checkpoint);
  }

  /**
   * Ends an answer; empty if it has ended before, or is gone. Its token usage is settled also where
   * the chat was cleared meanwhile.
   */
  public Optional<ChatMessage> end(Caller caller, UUID answerId, AnswerResult result) {
    return storable(
        result,
        stored ->
            database.as(
                caller,
                tx -> {
                  var closed = close(tx, answerId, stored);
                  var usage = result.usage();
                  if (usage == null) {
                    TokenUsageRecorder.withdraw(tx, answerId, UsagePurpose.ANSWER);
                  } else {
                    TokenUsageRecorder.settle(tx, caller, answerId, UsagePurpose.ANSWER, usage);
                  }
                  return closed;
                }));
  }

  /** Sets a session's title after its first answer, unless somebody has set one. */
  public void setInitialTitle(Caller caller, UUID sessionId, String title) {
    sessions.setInitialTitle(caller, sessionId, title);
  }

  /** Marks the row, for the node that writes it to see at the latest with its next checkpoint. */
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

  @Override
  public List<AbandonedAnswer> withoutCheckpointFor(Duration silence, int limit) {
    return AnswerStore.withoutCheckpointFor(database.working(), silence, limit);
  }

  @Override
  public List<AbandonedAnswer> ofNode(UUID node) {
    return AnswerStore.ofNode(database.working(), node);
  }

  @Override
  public boolean endAbandoned(AbandonedAnswer answer, AnswerResult result, int completionTokens) {
    return storable(
            result,
            stored ->
                database.<Optional<ChatMessage>>asWorker(tx -> {
                  if (!AnswerStore.lockAbandoned(tx, answer)) {
                    return Optional.empty();
                  }
                  TokenUsageRecorder.settleAbandoned(tx, answer.id(), completionTokens);
                  return close(tx, answer.id(), stored);
                }))
        .isPresent();
  }

  /** Whatever the database refuses to store of an answer, it ends: with what its row has. */
  private static Optional<ChatMessage> storable(
      AnswerResult result, Function<AnswerResult, Optional<ChatMessage>> close) {
    try {
      return close.apply(result);
    } catch (PgException refused) {
      var code = refused.getSqlState();
      if (code == null || !code.startsWith(DATA_EXCEPTION)) {
        throw refused;
      }
      LOG.error("An answer cannot be stored; its last checkpoint stays", refused);
      return close.apply(UNSTORABLE);
    }
  }

  private Optional<ChatMessage> close(Statements tx, UUID answerId, AnswerResult result) {
    if (result.status() != AnswerResult.Status.COMPLETE) {
      ToolCallStore.failRunning(tx, answerId);
    }
    return AnswerStore.close(events, tx, answerId, result);
  }
}
