package io.sardonyx.identity.profile;

import io.sardonyx.platform.events.Topic;
import java.util.UUID;

/** The topics of app users, each read and written by that user: what concerns all their devices. */
public final class AppUserTopic {
  public static final String KIND = "app_user";

  private AppUserTopic() {}

  public static Topic of(UUID userId) {
    return new Topic(KIND, userId);
  }
}
