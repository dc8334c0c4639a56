package io.sardonyx.platform.events;

import io.sardonyx.platform.database.Database;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Reads the log for a whole node, as the workers' role: who gets what is read was authorised when
 * they subscribed, and is asked again when access changes.
 */
final class EventLogReader {
  static final int PAGE = 500;

  private final Database database;

  EventLogReader(Database database) {
    this.database = database;
  }

  Map<Topic, TopicPosition> positions(Collection<Topic> topics) {
    var byId = new HashMap<UUID, Topic>();
    topics.forEach(topic -> byId.put(topic.id(), topic));
    var rows =
        database
            .working()
            .query(
                """
                select id, head_seq, trimmed_seq, access_version
                from platform.topics where id = any($1)
                """,
                (Object) byId.keySet().toArray(UUID[]::new));
    var positions = new HashMap<Topic, TopicPosition>();
    for (var row : rows) {
      positions.put(
          byId.get(row.getUUID("id")),
          new TopicPosition(
              row.getLong("head_seq"), row.getLong("trimmed_seq"), row.getLong("access_version")));
    }
    return positions;
  }

  List<Event> after(Topic topic, long seq) {
    return EventLog.after(database.working(), topic, seq, PAGE);
  }
}
