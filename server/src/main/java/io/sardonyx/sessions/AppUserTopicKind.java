package io.sardonyx.sessions;

import io.sardonyx.chat.ChatPermissions;
import io.sardonyx.identity.profile.AppUserTopic;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.events.TopicKind;
import jakarta.inject.Singleton;

/**
 * The kind of an app user's own topic. Most of its events are about chats, so subscribing takes the
 * permission to read chats: an API key may be for something else.
 */
@Singleton
final class AppUserTopicKind implements TopicKind {
  @Override
  public String name() {
    return AppUserTopic.KIND;
  }

  @Override
  public Permission permission() {
    return ChatPermissions.READ;
  }
}
