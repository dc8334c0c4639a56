package io.sardonyx.identity.accounts;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.events.EventLog;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.UUID;

/**
 * Forgets who signed up with an address, was sent a mail and never confirmed it: nobody knows
 * whether it is theirs, and nobody ever came in.
 */
@Singleton
class PurgeUnconfirmedSignUpsJob implements Job {
  static final Duration KEPT = Duration.ofDays(30);

  private static final int EVENTS_AT_ONCE = 10_000;

  private static final int BATCH = 500;

  private final Database database;
  private final int batch;

  @Inject
  PurgeUnconfirmedSignUpsJob(Database database) {
    this(database, BATCH);
  }

  PurgeUnconfirmedSignUpsJob(Database database, int batch) {
    this.database = database.background();
    this.batch = batch;
  }

  @Override
  public String name() {
    return "forget-sign-ups";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Daily(LocalTime.of(2, 40));
  }

  /** In batches, so that none holds its locks for long. */
  @Override
  public void run(Instant now) {
    int forgotten;
    do {
      forgotten = forget(now.minus(KEPT));
    } while (forgotten == batch && !Thread.currentThread().isInterrupted());
  }

  /** Who was invited, or made by a backend, did not sign up. */
  private int forget(Instant unheardOfSince) {
    return database.asWorker(tx -> {
      var forgotten = new ArrayList<UUID>();
      tx.query(
              """
              delete from platform.app_users where id in (
                select u.id from platform.accounts a join platform.app_users u on u.id = a.app_user_id
                where a.email_confirmed_at is null and a.last_sign_in_at is null
                  and a.created_at < $1 and a.confirmation_sent_at < $1 and a.invited_at is null
                  and u.customer_user_id is null and u.last_login_at is null
                limit $2 for update skip locked)
              returning id
              """,
              unheardOfSince.atOffset(ZoneOffset.UTC),
              batch)
          .forEach(row -> forgotten.add(row.getUUID("id")));
      while (EventLog.deleteSome(tx, forgotten.toArray(UUID[]::new), EVENTS_AT_ONCE)) {
        // They never signed in: there are hardly any.
      }
      return forgotten.size();
    });
  }
}
