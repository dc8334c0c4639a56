package io.sardonyx.platform.jobs;

import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;

/**
 * Polls the tasks of one queue. Every scheduler knows every task, so that each can take over what a
 * node that died was running; only what is due is looked for by queue.
 */
final class QueuePolling extends PostgreSqlJdbcCustomization {
  private final String condition;

  QueuePolling(TaskQueue queue) {
    super(false, false);
    // A queue's name has letters and underscores only.
    this.condition = " and queue = '" + queue.name() + "'";
  }

  @Override
  public String createSelectDueQuery(
      String tableName, int limit, String andCondition, boolean orderByPriority) {
    return super.createSelectDueQuery(tableName, limit, andCondition + condition, orderByPriority);
  }
}
