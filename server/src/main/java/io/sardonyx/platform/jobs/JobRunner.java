package io.sardonyx.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sardonyx.platform.database.DatabaseLogin;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Runs the jobs and the queued tasks, together with the other nodes, from tables in PostgreSQL.
 * Jobs have threads of their own, and so has each {@link TaskQueue}. A task starts when {@link
 * TaskListener} is told of its commit; the tables are polled for what that misses.
 */
public final class JobRunner implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JobRunner.class);
  private static final int JOBS_AT_ONCE = 4;
  private static final int CONNECTIONS = 4;
  private static final String JOBS = "system.jobs";
  private static final String TASKS = "system.tasks";

  /** A node is given up after four of these: longer than a pause of half a minute. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration DATABASE_PAUSE = Duration.ofSeconds(1);

  /** Of a task: with these pauses the last is half a day after the first. */
  private static final int ATTEMPTS = 18;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final double PAUSES_GROW = 1.6;

  /** Of a job. */
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final DatabaseLogin workers;
  private final InstantSource clock;
  private final Duration polling;
  private final Duration heartbeat;
  private @Nullable HikariDataSource connections;
  private List<Scheduler> schedulers = List.of();
  private @Nullable TaskListener listener;
  private @Nullable Thread starting;
  private volatile boolean closing;

  /**
   * @param polling how often the queue is asked what is due
   */
  public JobRunner(DatabaseLogin workers, InstantSource clock, Duration polling) {
    this(workers, clock, polling, HEARTBEAT);
  }

  JobRunner(DatabaseLogin workers, InstantSource clock, Duration polling, Duration heartbeat) {
    this.workers = workers;
    this.clock = clock;
    this.polling = polling;
    this.heartbeat = heartbeat;
  }

  /** Returns at once: the database may be away, and somebody may want to stop meanwhile. */
  public synchronized void start(List<Job> jobs, List<TransactionalTask> tasks) {
    if (!schedulers.isEmpty() || jobs.isEmpty() && tasks.isEmpty()) {
      return;
    }
    var pool = open(workers);
    var recurring = jobs.stream().map(this::recurring).toList();
    var jobScheduler =
        builder(pool, JOBS, recurring)
            .threads(JOBS_AT_ONCE)
            .executorService(Executors.newVirtualThreadPerTaskExecutor())
            .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
            .build();
    var queues = queues(pool, tasks);
    connections = pool;
    schedulers = Stream.concat(Stream.of(jobScheduler), queues.values().stream()).toList();
    closing = false;
    starting = Thread.ofVirtual().name("jobs").start(() -> begin(jobScheduler, recurring, queues));
  }

  /** A scheduler for each queue, which knows all tasks and polls its own. */
  private Map<String, Scheduler> queues(HikariDataSource pool, List<TransactionalTask> tasks) {
    var schedulers = new LinkedHashMap<String, Scheduler>();
    var known = tasks.stream().map(task -> queued(pool, task)).toList();
    for (var queue : tasks.stream().map(TransactionalTask::queue).distinct().toList()) {
      var scheduler =
          builder(pool, TASKS, known)
              .threads(queue.concurrency())
              .executorService(
                  Executors.newFixedThreadPool(
                      queue.concurrency(), Thread.ofVirtual().name("task-", 0).factory()))
              .jdbcCustomization(new QueuePolling(queue))
              .build();
      if (schedulers.put(queue.name(), scheduler) != null) {
        throw new IllegalArgumentException("Two queues have the name " + queue.name());
      }
    }
    return schedulers;
  }

  private SchedulerBuilder builder(
      HikariDataSource pool, String table, List<? extends Task<?>> tasks) {
    return Scheduler.create(pool, List.<Task<?>>copyOf(tasks))
        .serializer(new TextSerializer())
        .tableName(table)
        .schedulerName(new SchedulerName.Fixed("node-" + UUID.randomUUID()))
        .clock(clock::instant)
        .pollingInterval(polling)
        .heartbeatInterval(heartbeat)
        .missedHeartbeatsLimit(4)
        .shutdownMaxWait(STOP_LIMIT);
  }

  /**
   * Puts the jobs into the table itself: the scheduler would go on without those that it could not.
   */
  private void begin(
      Scheduler jobs, List<RecurringTask<Void>> recurring, Map<String, Scheduler> queues) {
    while (!closing) {
      try {
        recurring.forEach(task -> task.onStartup(jobs, clock::instant));
        jobs.start();
        queues.values().forEach(Scheduler::start);
        // What names no queue is about the jobs: one that was made due by hand starts at once.
        listener =
            new TaskListener(workers, queue -> triggerCheck(queues.getOrDefault(queue, jobs)));
        return;
      } catch (SQLRuntimeException away) {
        if (!closing) {
          LOG.warnf("The jobs wait for the database: %s", away.getCause());
          pause();
        }
      }
    }
  }

  private static void triggerCheck(@Nullable Scheduler scheduler) {
    if (scheduler != null) {
      scheduler.triggerCheckForDueExecutions();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(DATABASE_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for what is running, ten seconds at most, and then interrupts it. */
  @Override
  public synchronized void close() {
    closing = true;
    if (starting != null) {
      awaitEnd(starting);
      starting = null;
    }
    if (listener != null) {
      listener.close();
      listener = null;
    }
    schedulers.stream()
        .map(scheduler -> Thread.ofVirtual().start(scheduler::stop))
        .toList()
        .forEach(JobRunner::awaitStop);
    schedulers = List.of();
    if (connections != null) {
      connections.close();
      connections = null;
    }
  }

  private static void awaitStop(Thread stopping) {
    try {
      stopping.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitEnd(Thread starting) {
    try {
      if (!starting.join(STOP_LIMIT)) {
        starting.interrupt();
        starting.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CustomTask<String> queued(HikariDataSource pool, TransactionalTask task) {
    return Tasks.custom(task.name(), String.class)
        .onFailure(this::retryTask)
        .execute((instance, context) -> {
          boolean scheduled = ScheduledData.isInstance(instance.getId());
          var text = instance.getData();
          if (text == null) {
            return (done, operations) -> operations.remove(); // Unscheduled.
          }
          TimeLimit.run(
              task.name(),
              task.queue().timeLimit(),
              () -> task.run(scheduled ? ScheduledData.parse(text).data() : text));
          return (done, operations) -> {
            var next = scheduled ? nextRun(pool, done) : Optional.<Instant>empty();
            next.ifPresentOrElse(at -> operations.reschedule(done, at), operations::remove);
          };
        });
  }

  /** By the schedule as it is now: it may have been changed during the run. */
  private static Optional<Instant> nextRun(HikariDataSource pool, ExecutionComplete done) {
    var instance = done.getExecution().taskInstance;
    try (var connection = pool.getConnection();
        var query =
            connection.prepareStatement(
                "select task_data from system.tasks where task_name = ? and task_instance = ?")) {
      query.setString(1, instance.getTaskName());
      query.setString(2, instance.getId());
      try (var rows = query.executeQuery()) {
        var data = rows.next() ? rows.getBytes(1) : null;
        return data == null
            ? Optional.empty()
            : Optional.of(
                JobSchedule.toSchedule(
                        ScheduledData.parse(new String(data, StandardCharsets.UTF_8)).schedule())
                    .getNextExecutionTime(done));
      }
    } catch (SQLException e) {
      throw new SQLRuntimeException(e);
    }
  }

  /** One that is scheduled is retried for ever, but never later than it would run anyway. */
  private void retryTask(ExecutionComplete failed, ExecutionOperations<String> operations) {
    int failures = failed.getExecution().consecutiveFailures;
    var pool = connections;
    if (ScheduledData.isInstance(failed.getExecution().taskInstance.getId())) {
      var next = pool == null ? Optional.<Instant>empty() : nextRun(pool, failed);
      var retry = failed.getTimeDone().plus(backoff(failures));
      next.ifPresentOrElse(
          at -> operations.reschedule(failed, at.isBefore(retry) ? at : retry), operations::remove);
    } else if (failures >= ATTEMPTS) {
      LOG.errorf(
          "The task %s failed %d times and is given up",
          failed.getExecution().taskInstance.getTaskName(), failures + 1);
      operations.remove();
    } else {
      operations.reschedule(failed, failed.getTimeDone().plus(backoff(failures)));
    }
  }

  private static Duration backoff(int failures) {
    double pause = FIRST_PAUSE.toMillis() * Math.pow(PAUSES_GROW, Math.min(failures, ATTEMPTS));
    return Duration.ofMillis((long) pause);
  }

  private RecurringTask<Void> recurring(Job job) {
    var schedule = JobSchedule.toSchedule(job.schedule());
    return Tasks.recurring(job.name(), schedule)
        .onFailure((done, operations) -> operations.reschedule(done, retry(done, schedule)))
        .execute((instance, context) -> job.run(clock.instant()));
  }

  /** With growing pauses; but never later than it would run anyway. */
  private static Instant retry(ExecutionComplete failed, Schedule schedule) {
    var next = schedule.getNextExecutionTime(failed);
    var pause = backoff(failed.getExecution().consecutiveFailures);
    var soon =
        failed.getTimeDone().plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    return soon.isBefore(next) ? soon : next;
  }

  private static HikariDataSource open(DatabaseLogin login) {
    var config = new HikariConfig();
    config.setPoolName("jobs");
    config.setJdbcUrl(login.jdbcUrl());
    config.setUsername(login.user());
    config.setPassword(login.password());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
    config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(5));
    // Else the first connection is asked for its own, and for good when it breaks just then.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    // The database may be away when this begins; the queue is asked again and again.
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "sardonyx jobs");
    return new HikariDataSource(config);
  }
}
