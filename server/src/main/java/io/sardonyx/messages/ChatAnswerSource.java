package io.sardonyx.messages;

import io.sardonyx.answers.AnswerSnapshot;
import io.sardonyx.answers.AnswerSource;
import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.sessions.ChatSessionTopic;
import java.util.UUID;

/** The message of a chat session that an answer is stored in. */
record ChatAnswerSource(Messages messages, UUID sessionId, UUID answerId) implements AnswerSource {
  @Override
  public Topic topic() {
    return ChatSessionTopic.of(sessionId);
  }

  @Override
  public Permission readPermission() {
    return ChatPermissions.READ;
  }

  @Override
  public AnswerSnapshot read(Caller caller) {
    return messages.get(caller, sessionId, answerId).snapshot();
  }
}
