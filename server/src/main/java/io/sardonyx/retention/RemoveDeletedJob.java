package io.sardonyx.retention;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobSchedule;
import io.sardonyx.retention.DeletedRecordStore.Kind;
import io.sardonyx.retention.DeletedRecordStore.Owner;
import io.sardonyx.retention.DeletedRecordStore.Place;
import io.sardonyx.sessions.ChatReferences;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Removes for good the applications, people, personas and projects that were deleted, which nobody
 * sees any more: piece by piece, each statement a transaction of its own that holds its locks for a
 * moment, and the row itself last. Cut off anywhere, the next run finds what is left.
 */
@Singleton
public class RemoveDeletedJob implements Job {
  private static final int BATCH = 1_000;
  private static final UUID FIRST = new UUID(0, 0);
  private static final Logger LOG = Logger.getLogger(RemoveDeletedJob.class);

  private final Database database;
  private final int batch;

  @Inject
  RemoveDeletedJob(Database database) {
    this(database, BATCH);
  }

  RemoveDeletedJob(Database database, int batch) {
    this.database = database.background();
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

  /** What fails with one of them is tried again soon, and keeps no other waiting. */
  @Override
  public void run(Instant now) {
    var failed = new Failed();
    for (var named : ChatReferences.values()) {
      failed.unless(() -> named.removeDeleted(database, batch));
    }
    DeletedRecordStore.owners(database.working(), batch)
        .forEach(owner -> failed.unless(() -> remove(owner)));
    DeletedRecordStore.applications(database.working(), batch)
        .forEach(application -> failed.unless(() -> remove(application)));
    failed.rethrow();
  }

  private void remove(Owner owner) {
    for (var kind : Kind.values()) {
      int removed;
      do {
        removed = isOver() ? 0 : DeletedRecordStore.remove(database.working(), kind, owner, batch);
      } while (removed == batch);
    }
    if (!isOver()) {
      DeletedRecordStore.removeOwner(database.working(), owner.id());
    }
  }

  /** Who comes in meanwhile had asked before it was deleted, and goes with it. */
  private void remove(Place application) {
    eachIn(application, this::remove);
    if (!isOver()) {
      DeletedRecordStore.removeApplication(database.working(), application.id());
    }
  }

  private void eachIn(Place application, Consumer<Owner> work) {
    var after = FIRST;
    while (!isOver()) {
      var owners = DeletedRecordStore.ownersIn(database.working(), application, after, batch);
      owners.forEach(work);
      if (owners.size() < batch) {
        return;
      }
      after = owners.getLast().id();
    }
  }

  private static boolean isOver() {
    return Thread.currentThread().isInterrupted();
  }

  /** Remembers the last one. */
  private static final class Failed {
    private @Nullable RuntimeException last;

    void unless(Runnable work) {
      try {
        if (!isOver()) {
          work.run();
        }
      } catch (RuntimeException failure) {
        LOG.warnf(failure, "Something that was deleted was not removed to the end");
        last = failure;
      }
    }

    void rethrow() {
      if (last != null) {
        throw last;
      }
    }
  }
}
