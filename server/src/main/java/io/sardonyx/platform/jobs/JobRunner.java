package io.sardonyx.platform.jobs;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedule;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import com.github.kagkarlsson.shaded.jdbc.SQLRuntimeException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.sardonyx.platform.database.DatabaseLogin;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Does the jobs, together with the other nodes, out of one queue in PostgreSQL, and the errands out
 * of another. Most errands are mails: a mail server that does not answer holds up no job, and not
 * more than a few threads.
 */
public final class JobRunner implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(JobRunner.class);
  private static final int AT_ONCE = 4;
  private static final int CONNECTIONS = 4;
  private static final String JOBS = "system.jobs";
  private static final String ERRANDS = "system.errands";

  /** A node is given up after four of these: longer than a pause of half a minute. */
  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  private static final Duration DATABASE_PAUSE = Duration.ofSeconds(1);

  /** Of an errand: with these pauses the last is half a day after the first. */
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
  public synchronized void start(List<Job> jobs, List<TransactionalTask> errands) {
    if (!schedulers.isEmpty() || jobs.isEmpty() && errands.isEmpty()) {
      return;
    }
    var tasks = jobs.stream().map(this::task).toList();
    var pool = open(workers);
    // Releases before had one queue for both: what such a node puts there is done, too.
    var doing =
        scheduler(pool, JOBS, known(tasks, errands), Executors.newVirtualThreadPerTaskExecutor());
    var running =
        scheduler(
            pool,
            ERRANDS,
            known(List.of(), errands),
            Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory()));
    connections = pool;
    schedulers = List.of(doing, running);
    closing = false;
    starting = Thread.ofVirtual().name("jobs").start(() -> begin(doing, running, tasks));
  }

  private Scheduler scheduler(
      HikariDataSource pool, String queue, List<Task<?>> tasks, ExecutorService executor) {
    return Scheduler.create(pool, tasks)
        .serializer(new TextSerializer())
        .tableName(queue)
        .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
        .schedulerName(new SchedulerName.Fixed("node-" + UUID.randomUUID()))
        .clock(clock::instant)
        .threads(AT_ONCE)
        .executorService(executor)
        .pollingInterval(polling)
        .heartbeatInterval(heartbeat)
        .missedHeartbeatsLimit(4)
        .shutdownMaxWait(STOP_LIMIT)
        .build();
  }

  private static List<Task<?>> known(
      List<RecurringTask<Void>> jobs, List<TransactionalTask> errands) {
    return Stream.concat(jobs.stream(), errands.stream().map(JobRunner::oneTime))
        .<Task<?>>map(task -> task)
        .toList();
  }

  /**
   * Puts the jobs into the queue itself: the scheduler would go on without those that it could not.
   */
  private void begin(Scheduler jobs, Scheduler errands, List<RecurringTask<Void>> tasks) {
    while (!closing) {
      try {
        tasks.forEach(task -> task.onStartup(jobs, clock::instant));
        jobs.start();
        errands.start();
        return;
      } catch (SQLRuntimeException away) {
        if (!closing) {
          LOG.warnf("The jobs wait for the database: %s", away.getCause());
          pause();
        }
      }
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

  private static OneTimeTask<String> oneTime(TransactionalTask errand) {
    return Tasks.oneTime(errand.name(), String.class)
        .onFailure(
            new FailureHandler.MaxRetriesFailureHandler<>(
                ATTEMPTS,
                new FailureHandler.ExponentialBackoffFailureHandler<>(FIRST_PAUSE, PAUSES_GROW)))
        .execute((instance, context) -> errand.run(instance.getData()));
  }

  private RecurringTask<Void> task(Job job) {
    var schedule = schedule(job.schedule());
    return Tasks.recurring(job.name(), schedule)
        .onFailure((done, operations) -> operations.reschedule(done, again(done, schedule)))
        .execute((instance, context) -> job.run(clock.instant()));
  }

  /** Soon, and later and later; but never later than it would be done anyway. */
  private static Instant again(ExecutionComplete failed, Schedule schedule) {
    var next = schedule.getNextExecutionTime(failed);
    double pause =
        FIRST_PAUSE.toMillis()
            * Math.pow(PAUSES_GROW, Math.min(failed.getExecution().consecutiveFailures, ATTEMPTS));
    var soon = failed.getTimeDone().plusMillis((long) Math.min(pause, LONGEST_PAUSE.toMillis()));
    return soon.isBefore(next) ? soon : next;
  }

  private static Schedule schedule(JobSchedule schedule) {
    return switch (schedule) {
      case JobSchedule.Every(var pause) -> Schedules.fixedDelay(pause);
      case JobSchedule.Daily(var at) -> Schedules.daily(ZoneOffset.UTC, at);
    };
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
