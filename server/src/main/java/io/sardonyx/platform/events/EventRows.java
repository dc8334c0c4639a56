package io.sardonyx.platform.events;

import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Events as the statements that wrote them return them. */
public final class EventRows {
  private EventRows() {}

  /** From rows of kind, topic_id, seq, type, at and data. */
  public static List<Event> events(Iterable<Row> rows) {
    var events = new ArrayList<Event>();
    for (var row : rows) {
      var kind = Topic.Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
      events.add(
          new Event(
              new Topic(kind, row.getUUID("topic_id")),
              row.getLong("seq"),
              row.getString("type"),
              row.getOffsetDateTime("at").toInstant(),
              row.getString("data")));
    }
    return events;
  }
}
