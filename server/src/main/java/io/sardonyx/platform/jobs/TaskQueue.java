package io.sardonyx.platform.jobs;

import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Statements;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Pattern;

/**
 * Tasks of one kind, with threads of their own on each node: however long those of one queue take,
 * they delay no task of another. A queue exists as soon as a {@link TransactionalTask} names it.
 *
 * @param name in small letters and underscores; other releases of the program must find it again
 * @param concurrency how many of its tasks one node runs at once
 * @param timeLimit of one run; then it is interrupted, has failed, and is tried again
 */
public record TaskQueue(String name, int concurrency, Duration timeLimit) {
  static final String CHANNEL = "sardonyx_tasks";

  private static final Pattern NAME = Pattern.compile("[a-z_]{1,40}");

  public TaskQueue {
    if (!NAME.matcher(name).matches() || concurrency < 1 || !timeLimit.isPositive()) {
      throw new IllegalArgumentException("Not a queue: " + name);
    }
  }

  /**
   * In a transaction of the workers' role: if it is not committed, nothing was enqueued. After the
   * commit a node starts it at once.
   *
   * @param task its name
   * @param data for {@link TransactionalTask#run}; no secrets: it is kept until the task is done
   */
  public void enqueue(Statements tx, String task, String data) {
    // Due a second ago: by the clock of a node that is a little late, too, when it is notified.
    tx.query(
        """
        with task as (
          insert into system.tasks
            (queue, task_name, task_instance, task_data, execution_time, picked, version)
          values ($1, $2, $3, $4, now() - interval '1 second', false, 1) returning queue)
        select pg_notify('sardonyx_tasks', queue) from task
        """,
        name,
        task,
        Ids.next().toString(),
        Buffer.buffer(data));
  }

  /**
   * In a transaction of the workers' role: from now on the task is run by this schedule, again and
   * again, with this data. In place of an earlier schedule of the same id; one that is running ends
   * its run.
   *
   * @param id of the schedule, among those of this task
   */
  public void schedule(
      Statements tx, String task, String id, JobSchedule schedule, String data, Instant now) {
    tx.query(
        """
        with task as (
          insert into system.tasks as t
            (queue, task_name, task_instance, task_data, execution_time, picked, version)
          values ($1, $2, $3, $4, $5, false, 1)
          on conflict (task_name, task_instance) do update set task_data = excluded.task_data,
            execution_time = case when t.picked then t.execution_time else excluded.execution_time end,
            version = case when t.picked then t.version else t.version + 1 end
          returning queue)
        select pg_notify('sardonyx_tasks', queue) from task
        """,
        name,
        task,
        ScheduledData.instance(id),
        Buffer.buffer(new ScheduledData(schedule, data).toString()),
        JobSchedule.toSchedule(schedule).getInitialExecutionTime(now).atOffset(ZoneOffset.UTC));
  }

  /** In a transaction of the workers' role: a run that has begun goes on to its end. */
  public static void unschedule(Statements tx, String task, String id) {
    tx.query(
        """
        with idle as (
          delete from system.tasks where task_name = $1 and task_instance = $2 and not picked)
        update system.tasks set task_data = null
        where task_name = $1 and task_instance = $2 and picked
        """,
        task,
        ScheduledData.instance(id));
  }
}
