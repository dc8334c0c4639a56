package io.sardonyx.platform.jobs;

import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;

/** Asks for {@link TransactionalTask}s. */
public final class TaskQueue {
  private TaskQueue() {}

  /**
   * In a transaction of the workers' role: if it is not committed, nothing was asked.
   *
   * @param data for {@link TransactionalTask#run}; nothing that opens anything by itself, for it is
   *     kept until it is done
   */
  public static void enqueue(Statements tx, String errand, String data) {
    tx.query(
        """
        insert into system.errands
          (task_name, task_instance, task_data, execution_time, picked, version)
        values ($1, $2, $3, now(), false, 1)
        """,
        errand,
        Ids.next().toString(),
        Buffer.buffer(data));
  }
}
