package io.sardonyx.platform.database;

import org.jboss.logging.Logger;

/** Actions after a commit: one that fails neither undoes it nor keeps the others from running. */
final class AfterCommit {
  private static final Logger LOG = Logger.getLogger(AfterCommit.class);

  private AfterCommit() {}

  static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("An action after a commit failed", e);
    }
  }
}
