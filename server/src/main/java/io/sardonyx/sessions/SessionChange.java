package io.sardonyx.sessions;

import io.sardonyx.platform.events.ReaderChange;
import io.sardonyx.platform.events.Revocation;
import java.util.Optional;

/**
 * A session as it became.
 *
 * @param wasShared whether others could read it before
 */
record SessionChange(ChatSession session, boolean wasShared) {
  /** Present if others could read it before and cannot any more. */
  Optional<Revocation> revocation() {
    boolean isShared = session.deletedAt() == null && session.sharedStatus().equals("application");
    return wasShared && !isShared
        ? Optional.of(
            new Revocation(
                ChatSessionTopic.of(session.id()),
                new ReaderChange.EverybodyExcept(session.userId())))
        : Optional.empty();
  }
}
