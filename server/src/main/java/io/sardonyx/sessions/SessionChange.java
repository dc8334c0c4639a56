package io.sardonyx.sessions;

import io.sardonyx.platform.events.Event;
import java.util.List;

/** A session as it became, and what to publish once that is committed. */
record SessionChange(ChatSession session, boolean wasPrivate, List<Event> events) {
  /** Whether others could read it before and cannot any more. */
  boolean hides() {
    return !wasPrivate && (session.deletedAt() != null || session.sharedStatus().equals("private"));
  }
}
