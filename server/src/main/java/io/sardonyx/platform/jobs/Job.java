package io.sardonyx.platform.jobs;

import java.time.Instant;

/**
 * Something to be done again and again. Beans of this type are found and run; of all nodes, one at
 * a time does it. A node that dies or stands still in the middle loses it to another after some
 * forty seconds, so what is done must be harmless when it is begun again.
 */
public interface Job {
  /** Stable, for it is the key of the queue: {@code purge-chat-sessions}. */
  String name();

  JobSchedule schedule();

  /**
   * Runs on a virtual thread, which is interrupted when the program stops and does not want to wait
   * any longer. What it throws is logged, and it is run again soon: after some seconds, then later
   * and later, up to an hour, but no later than at its next time.
   */
  void run(Instant now);
}
