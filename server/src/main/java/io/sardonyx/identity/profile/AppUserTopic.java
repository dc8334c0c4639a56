package io.sardonyx.identity.profile;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.events.TopicKind;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The topics of app users, each read and written by that user: what concerns all their devices. */
@Singleton
public final class AppUserTopic implements TopicKind {
  private static final String NAME = "app_user";

  public static Topic of(UUID userId) {
    return new Topic(NAME, userId);
  }

  @Override
  public String name() {
    return NAME;
  }

  /** Most of its events are about chats, which an API key may have no permission for. */
  @Override
  public Permission permission() {
    return Permission.CHAT_READ;
  }
}
