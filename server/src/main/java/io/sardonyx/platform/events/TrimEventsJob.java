package io.sardonyx.platform.events;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * Deletes events that nobody resumes from any more. The topic's row says up to which, in the same
 * transaction, so that whoever asks for them is sent {@code snapshot_needed}.
 */
@Singleton
final class TrimEventsJob implements Job {
  static final Duration KEPT = Duration.ofDays(7);

  private static final int TOPICS_AT_ONCE = 500;

  private final Database database;

  TrimEventsJob(Database database) {
    this.database = database.background();
  }

  @Override
  public String name() {
    return "trim-events";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofHours(1));
  }

  @Override
  public void run(Instant now) {
    var before = now.minus(KEPT).atOffset(ZoneOffset.UTC);
    int trimmed;
    do {
      // Times of neighbours may be out of order; numbers are not. Topics that somebody is writing
      // to are left for the next time rather than waited for, which could be mutual.
      trimmed =
          database
              .working()
              .query(
                  """
                  with old as (
                    select topic_id, max(seq) as seq from platform.events where at < $1
                    group by topic_id limit $2),
                  free as (
                    select t.id, greatest(t.trimmed_seq, old.seq) as seq
                    from platform.topics t join old on t.id = old.topic_id
                    for update of t skip locked),
                  marked as (
                    update platform.topics t set trimmed_seq = free.seq from free where t.id = free.id
                    returning t.id, t.trimmed_seq),
                  gone as (
                    delete from platform.events e using marked m
                    where e.topic_id = m.id and e.seq <= m.trimmed_seq)
                  select id from marked
                  """,
                  before,
                  TOPICS_AT_ONCE)
              .size();
      // Fewer than were looked for may only mean that some are being written to.
    } while (trimmed > 0 && !Thread.currentThread().isInterrupted());
  }
}
