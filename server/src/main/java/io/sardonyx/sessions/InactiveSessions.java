package io.sardonyx.sessions;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.deletion.RetainedData;
import io.sardonyx.platform.events.EventLog;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sessions in which nothing was said for long, for jobs that tidy up. Pinned ones are left alone.
 * One at a time, with the events that tell their owners. And those that were deleted long ago.
 */
@Singleton
public class InactiveSessions implements RetainedData {
  public static final String KIND = "chats";

  private static final int BATCH = 200;
  private static final UUID FIRST = new UUID(0, 0);

  private final Database database;
  private final EventLog events;

  InactiveSessions(Database database, EventLog events) {
    this.database = database.background();
    this.events = events;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** One session at a time, in the order of their ids, so that none is looked at twice. */
  @Override
  public void apply(Action action, UUID organizationId, Instant unusedSince, Counter counter) {
    var after = FIRST;
    List<UUID> ids;
    do {
      ids =
          action == Action.ARCHIVE
              ? InactiveSessionStore.active(
                  database.working(), organizationId, unusedSince, after, BATCH)
              : InactiveSessionStore.all(
                  database.working(), organizationId, unusedSince, after, BATCH);
      for (var id : ids) {
        if (action == Action.ARCHIVE) {
          archive(id, unusedSince, tx -> counter.add(tx, 1));
        } else {
          delete(id, unusedSince, tx -> counter.add(tx, 1));
        }
        after = id;
      }
    } while (ids.size() == BATCH && !Thread.currentThread().isInterrupted());
  }

  /**
   * As a worker, if it is still as old as that.
   *
   * @param along done in the same transaction
   */
  void archive(UUID id, Instant before, Consumer<Statements> along) {
    change(tx -> InactiveSessionStore.archive(events, tx, id, before), along);
  }

  /**
   * As a worker: as its owner would, so that it can be restored for a while.
   *
   * @param along done in the same transaction
   */
  void delete(UUID id, Instant before, Consumer<Statements> along) {
    change(tx -> InactiveSessionStore.delete(events, tx, id, before), along);
  }

  /**
   * As a worker: removes for good some of those that were deleted before, of all organizations.
   *
   * @param along done in the same transaction; it is told how many of which organization, in an
   *     order that is the same everywhere
   * @return how many in all
   */
  public int purge(
      Instant deletedBefore, int limit, BiConsumer<Statements, SortedMap<UUID, Integer>> along) {
    return database.asWorker(tx -> {
      var ids = InactiveSessionStore.takeDeleted(tx, deletedBefore, limit);
      InactiveSessionStore.empty(tx, ids);
      var purged = InactiveSessionStore.purge(tx, ids);
      along.accept(tx, purged);
      return purged.values().stream().mapToInt(Integer::intValue).sum();
    });
  }

  private void change(
      Function<Statements, Optional<SessionChange>> work, Consumer<Statements> along) {
    var unused =
        database.asWorker(tx -> {
          var change = work.apply(tx);
          change.ifPresent(done -> along.accept(tx));
          return change;
        });
  }
}
