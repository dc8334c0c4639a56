package io.sardonyx.messages;

import io.sardonyx.answers.AnswerCheckpoint;
import io.sardonyx.answers.AnswerResult;
import io.sardonyx.answers.AnswerSnapshot;
import io.sardonyx.answers.AnswerTarget;
import io.sardonyx.answers.AssistantSettings;
import io.sardonyx.answers.CheckpointResult;
import io.sardonyx.answers.History;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.sessions.ChatSessionTopic;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * An answer in a chat session.
 *
 * @param parentId the message that it answers
 * @param needsTitle whether the session had no title when the answer was requested
 * @param timeZone of the one who asked
 */
record ChatAnswerTarget(
    ChatAnswers answers,
    UUID answerId,
    UUID sessionId,
    UUID parentId,
    boolean needsTitle,
    ZoneId timeZone)
    implements AnswerTarget {
  @Override
  public Topic topic() {
    return ChatSessionTopic.of(sessionId);
  }

  @Override
  public Permission writePermission() {
    return ChatPermissions.WRITE;
  }

  @Override
  public AssistantSettings settings(Caller caller) {
    return answers.settings(caller, sessionId);
  }

  @Override
  public History history(Caller caller, int characters) {
    return answers.history(caller, sessionId, parentId, characters);
  }

  @Override
  public void saveSummary(Caller caller, UUID turnId, String summary) {
    answers.saveSummary(caller, turnId, summary);
  }

  @Override
  public CheckpointResult checkpoint(Caller caller, AnswerCheckpoint checkpoint) {
    return answers.checkpoint(caller, answerId, checkpoint);
  }

  @Override
  public Optional<AnswerSnapshot> end(Caller caller, AnswerResult result) {
    return answers.end(caller, answerId, result).map(ChatMessage::snapshot);
  }

  @Override
  public void setInitialTitle(Caller caller, String title) {
    answers.setInitialTitle(caller, sessionId, title);
  }
}
