package io.sardonyx.sessions;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.events.Topic;
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
public class InactiveSessions {
  private final Database database;
  private final EventBus events;

  InactiveSessions(Database database, EventBus events) {
    this.database = database.background();
    this.events = events;
  }

  /**
   * As a worker: those of an organization that are not archived and were last changed before, in
   * the order of their ids.
   *
   * @param after the last one of those before
   */
  public List<UUID> active(UUID organizationId, Instant before, UUID after, int limit) {
    return InactiveSessionStore.active(database.working(), organizationId, before, after, limit);
  }

  /** As a worker: archived ones too. */
  public List<UUID> all(UUID organizationId, Instant before, UUID after, int limit) {
    return InactiveSessionStore.all(database.working(), organizationId, before, after, limit);
  }

  /**
   * As a worker, if it is still as old as that.
   *
   * @param along done in the same transaction
   */
  public void archive(UUID id, Instant before, Consumer<Statements> along) {
    change(tx -> InactiveSessionStore.archive(tx, id, before), along)
        .ifPresent(done -> done.events().forEach(events::publish));
  }

  /**
   * As a worker: as its owner would, so that it can be restored for a while.
   *
   * @param along done in the same transaction
   */
  public void delete(UUID id, Instant before, Consumer<Statements> along) {
    var change = change(tx -> InactiveSessionStore.delete(tx, id, before), along);
    change.ifPresent(done -> {
      if (done.hides()) {
        events.restrict(Topic.chatSession(id), done.session().userId());
      }
      done.events().forEach(events::publish);
    });
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

  private Optional<SessionChange> change(
      Function<Statements, Optional<SessionChange>> work, Consumer<Statements> along) {
    return database.asWorker(tx -> {
      var change = work.apply(tx);
      change.ifPresent(done -> along.accept(tx));
      return change;
    });
  }
}
