package io.sardonyx.platform.events;

import java.util.UUID;

/** Who can no longer read a topic. */
public sealed interface ReaderChange {
  /** Whether this user lost access. */
  boolean revokes(UUID userId);

  /** Everybody but one user, as when the owner of a shared session makes it private. */
  record EverybodyExcept(UUID userId) implements ReaderChange {
    @Override
    public boolean revokes(UUID reader) {
      return !userId.equals(reader);
    }
  }

  /** Exactly one user, as when a member leaves; the subscriptions of the others go on. */
  record Only(UUID userId) implements ReaderChange {
    @Override
    public boolean revokes(UUID reader) {
      return userId.equals(reader);
    }
  }
}
