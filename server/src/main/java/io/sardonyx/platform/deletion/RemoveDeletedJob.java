package io.sardonyx.platform.deletion;

import io.quarkus.arc.All;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Removes deleted records for good. One kind that fails is tried again and delays no other. */
@Singleton
public class RemoveDeletedJob implements Job {
  private static final int BATCH = 1_000;
  private static final Logger LOG = Logger.getLogger(RemoveDeletedJob.class);

  private final List<DeletedRecords> owners;
  private final int batch;

  @Inject
  RemoveDeletedJob(@All List<DeletedRecords> owners) {
    this(owners, BATCH);
  }

  public RemoveDeletedJob(List<DeletedRecords> owners, int batch) {
    this.owners = List.copyOf(owners);
    this.batch = batch;
  }

  @Override
  public String name() {
    return "remove-deleted";
  }

  @Override
  public JobSchedule schedule() {
    return new JobSchedule.Every(Duration.ofMinutes(1));
  }

  @Override
  public void run(Instant now) {
    @Nullable RuntimeException failed = null;
    for (var owner : owners) {
      try {
        owner.remove(batch);
      } catch (RuntimeException failure) {
        LOG.warnf(failure, "Deleted records were not removed completely");
        failed = failure;
      }
    }
    if (failed != null) {
      throw failed;
    }
  }
}
