package io.sardonyx.platform.events;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;

/** Events as {@code platform.append_events} returns them. */
final class EventRows {
  private EventRows() {}

  /**
   * From rows of topic_id, kind, seq, type, at and data, among other columns. Rows without a topic
   * are left out.
   */
  static List<Event> events(Iterable<Row> rows) {
    var events = new ArrayList<Event>();
    for (var row : rows) {
      var topicId = row.getUUID("topic_id");
      if (topicId != null) {
        events.add(
            new Event(
                new Topic(row.getString("kind"), topicId),
                row.getLong("seq"),
                row.getString("type"),
                row.getOffsetDateTime("at").toInstant(),
                row.getString("data")));
      }
    }
    return events;
  }
}
