package io.sardonyx.sessions;

import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.events.Topic;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Sessions in which nothing was said for long, for jobs that tidy up. Pinned ones are left alone.
 * One at a time, with the events that tell their owners.
 */
@Singleton
public class AgedSessions {
  private final Database database;
  private final EventBus events;

  AgedSessions(Database database, EventBus events) {
    this.database = database;
    this.events = events;
  }

  /** As a worker: those of an organization that are not archived and were last changed before. */
  public List<UUID> active(UUID organizationId, Instant before, int limit) {
    return AgedSessionStore.find(database.working(), organizationId, before, true, limit);
  }

  /** As a worker: archived ones too. */
  public List<UUID> all(UUID organizationId, Instant before, int limit) {
    return AgedSessionStore.find(database.working(), organizationId, before, false, limit);
  }

  /** As a worker: whether it was still as old as that. */
  public boolean archive(UUID id, Instant before) {
    var change = AgedSessionStore.archive(database.working(), id, before);
    change.ifPresent(done -> done.events().forEach(events::publish));
    return change.isPresent();
  }

  /** As a worker: as its owner would, so that it can be restored for a while. */
  public boolean delete(UUID id, Instant before) {
    var change = AgedSessionStore.delete(database.working(), id, before);
    change.ifPresent(done -> {
      if (done.hides()) {
        events.restrict(Topic.chatSession(id), done.session().userId());
      }
      done.events().forEach(events::publish);
    });
    return change.isPresent();
  }
}
