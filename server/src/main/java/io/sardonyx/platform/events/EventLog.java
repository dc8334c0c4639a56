package io.sardonyx.platform.events;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes and reads events in the caller's transaction. The topic's row is the counter: who updates
 * it holds its lock until the commit, so the next number is given only after this one is visible. A
 * topic is locked after the rows of the feature that owns it, and two topics in the order of their
 * ids.
 */
public final class EventLog {
  private EventLog() {}

  public static void createTopic(
      Statements tx, Topic topic, UUID organizationId, UUID applicationId, UUID ownerId) {
    tx.query(
        """
        insert into platform.topics (id, kind, organization_id, application_id, owner_id)
        values ($1, $2, $3, $4, $5) on conflict (id) do nothing
        """,
        topic.id(),
        topic.kind().wireName(),
        organizationId,
        applicationId,
        ownerId);
  }

  /**
   * @param data a JSON object, already encoded
   * @return the event to publish after the commit
   */
  public static Event append(Statements tx, Topic topic, String type, String data) {
    var rows =
        tx.query(
            """
            with topic as (
              update platform.topics set head_seq = head_seq + 1 where id = $1
              returning id, head_seq, organization_id, application_id)
            insert into platform.events
              (topic_id, seq, organization_id, application_id, type, data)
            select id, head_seq, organization_id, application_id, $2, $3::text::json from topic
            returning seq, at
            """,
            topic.id(),
            type,
            data);
    var row = rows.iterator().next();
    return new Event(
        topic, row.getLong("seq"), type, row.getOffsetDateTime("at").toInstant(), data);
  }

  /**
   * As a worker: deletes some events of the topics, and the topics once they have none.
   *
   * @param limit rows that one statement may delete; not fewer than there are topics
   * @return whether there may be more events
   */
  public static boolean deleteSome(Statements tx, UUID[] topics, int limit) {
    boolean more =
        tx.query(
                    """
                    delete from platform.events where (topic_id, seq) in (
                      select topic_id, seq from platform.events where topic_id = any($1) limit $2)
                    """,
                    topics,
                    limit)
                .rowCount()
            == limit;
    if (!more) {
      tx.query("delete from platform.topics where id = any($1)", (Object) topics);
    }
    return more;
  }

  /** Where a topic stands; empty when the caller may not see it. */
  public static Optional<Head> head(Statements tx, Topic topic) {
    var rows =
        tx.query(
            "select head_seq, trimmed_seq from platform.topics where id = $1 and kind = $2",
            topic.id(),
            topic.kind().wireName());
    for (var row : rows) {
      return Optional.of(new Head(row.getLong("head_seq"), row.getLong("trimmed_seq")));
    }
    return Optional.empty();
  }

  /** Where the topics stand that the caller may see; the others are left out. */
  public static Map<Topic, Head> heads(Statements tx, Collection<Topic> topics) {
    var asked = new HashMap<UUID, Topic>();
    topics.forEach(topic -> asked.put(topic.id(), topic));
    var rows =
        tx.query(
            "select id, kind, head_seq, trimmed_seq from platform.topics where id = any($1)",
            (Object) asked.keySet().toArray(UUID[]::new));
    var heads = new HashMap<Topic, Head>();
    for (Row row : rows) {
      var topic = asked.get(row.getUUID("id"));
      if (topic != null && topic.kind().wireName().equals(row.getString("kind"))) {
        heads.put(topic, new Head(row.getLong("head_seq"), row.getLong("trimmed_seq")));
      }
    }
    return heads;
  }

  /** The events after {@code seq}, oldest first; fewer than there are when they are large. */
  public static List<Event> after(Statements tx, Topic topic, long seq, int limit) {
    var rows =
        tx.query(
            """
            select seq, type, at, data::text as data from (
              select e.*, sum(octet_length(data::text)) over (order by seq)
                - octet_length(data::text) as bytes_before
              from (select seq, type, at, data from platform.events
                where topic_id = $1 and seq > $2 order by seq limit $3) e) found
            where bytes_before <= 1000000 order by seq
            """,
            topic.id(),
            seq,
            limit);
    var events = new ArrayList<Event>(rows.size());
    for (Row row : rows) {
      events.add(
          new Event(
              topic,
              row.getLong("seq"),
              row.getString("type"),
              row.getOffsetDateTime("at").toInstant(),
              row.getString("data")));
    }
    return events;
  }

  /**
   * @param headSeq the number of the newest event, 0 when there is none
   * @param trimmedSeq the newest event that the log has forgotten
   */
  public record Head(long headSeq, long trimmedSeq) {}
}
