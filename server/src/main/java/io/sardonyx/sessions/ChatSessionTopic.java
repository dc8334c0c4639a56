package io.sardonyx.sessions;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.events.TopicKind;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The topics of chat sessions: who sees a session reads its topic, its owner writes to it. */
@Singleton
public final class ChatSessionTopic implements TopicKind {
  private static final String NAME = "chat_session";

  public static Topic of(UUID sessionId) {
    return new Topic(NAME, sessionId);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return ChatPermissions.READ;
  }
}
