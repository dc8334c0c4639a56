package io.sardonyx.identity.appusers;

import io.quarkus.arc.All;
import io.sardonyx.identity.applications.Applications;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.deletion.DeletedRecords;
import io.sardonyx.platform.deletion.UserData;
import io.sardonyx.platform.deletion.UserKey;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** App users that were deleted, and applications with everybody in them. */
@Singleton
public class DeletedAppUsers implements DeletedRecords {
  /** A token that was signed before the deletion has expired by then, whatever the clocks. */
  private static final Duration TOKENS_OUTLIVED = ApplicationTokens.LONGEST.plusHours(1);

  private static final UUID FIRST = new UUID(0, 0);
  private static final Logger LOG = Logger.getLogger(DeletedAppUsers.class);

  private final Database database;
  private final List<UserData> data;

  public DeletedAppUsers(Database database, @All List<UserData> data) {
    this.database = database.background();
    this.data = List.copyOf(data);
  }

  /** What fails with one of them is tried again in the next run, and delays no other. */
  @Override
  public void remove(int limit) {
    @Nullable RuntimeException failed = null;
    for (var user : AppUserStore.deleted(database.working(), limit)) {
      failed = attempt(() -> removeUser(user, limit), failed);
    }
    AppUserStore.removeDeletedBefore(database.working(), TOKENS_OUTLIVED);
    for (var application : Applications.deleted(database.working(), limit)) {
      failed = attempt(() -> removeApplication(application, limit), failed);
    }
    if (failed != null) {
      throw failed;
    }
  }

  private static @Nullable RuntimeException attempt(
      Runnable removal, @Nullable RuntimeException failed) {
    try {
      removal.run();
      return failed;
    } catch (RuntimeException failure) {
      LOG.warnf(failure, "An app user or an application was not removed completely");
      return failure;
    }
  }

  private void removeUser(UserKey user, int limit) {
    removeData(user, limit);
    if (!isInterrupted()) {
      AppUserStore.recordRemoval(database.working(), user.userId());
    }
  }

  private void removeData(UserKey user, int limit) {
    for (var owner : data) {
      while (!isInterrupted() && database.asWorker(tx -> owner.deleteSome(tx, user, limit))) {
        // Each step is a transaction of its own.
      }
    }
  }

  /** Who signs in meanwhile had asked before it was deleted, and goes with it. */
  private void removeApplication(UUID applicationId, int limit) {
    var after = FIRST;
    List<UserKey> users;
    do {
      users = AppUserStore.ofApplication(database.working(), applicationId, after, limit);
      for (var user : users) {
        removeData(user, limit);
        if (!isInterrupted()) {
          AppUserStore.remove(database.working(), user.userId());
        }
        after = user.userId();
      }
    } while (users.size() == limit && !isInterrupted());
    if (!isInterrupted()) {
      Applications.remove(database.working(), applicationId);
    }
  }

  private static boolean isInterrupted() {
    return Thread.currentThread().isInterrupted();
  }
}
