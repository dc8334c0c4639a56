package io.sardonyx.platform.events;

import io.sardonyx.platform.database.Statements;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The log of events: appends to topics and publishes after the commit, in one place, and reads. The
 * topic's row is the counter: who updates it holds its lock until the commit, so the next number is
 * given only after this one is visible. A topic is locked after the rows of the feature that owns
 * it, and topics in the order of their ids.
 */
@Singleton
public final class EventLog {
  private final EventBus bus;

  public EventLog(EventBus bus) {
    this.bus = bus;
  }

  /**
   * Nothing happens if it exists.
   *
   * @param writerId who alone may write to it; null where the kind's condition decides
   */
  public static void createTopic(
      Statements tx,
      Topic topic,
      UUID organizationId,
      UUID applicationId,
      @Nullable UUID writerId) {
    tx.query(
        """
        insert into platform.topics (id, kind, organization_id, application_id, writer_id)
        values ($1, $2, $3, $4, $5) on conflict (id) do nothing
        """,
        topic.id(),
        topic.kind(),
        organizationId,
        applicationId,
        writerId);
  }

  /**
   * Appends one event, to be published after the commit.
   *
   * @param data a JSON object, already encoded
   */
  public void append(Statements tx, Topic topic, String type, String data) {
    var rows =
        append(
            tx,
            """
            select e.topic_id, e.kind, e.seq, e.type, e.at, e.data::text as data
            from platform.append_events(array[$1::uuid], array[$2::text], array[$3::text::json]) e
            """,
            topic.id(),
            type,
            data);
    if (rows.size() != 1) {
      throw new IllegalStateException("There is no " + topic + " to append to");
    }
  }

  /**
   * Runs a feature's statement that calls {@code platform.append_events} and returns its columns;
   * what it appended is published after the commit.
   *
   * @param sql returns topic_id, kind, seq, type, at and data as text, and whatever else the
   *     feature reads; rows without a topic_id are no events
   */
  public RowSet<Row> append(Statements tx, String sql, @Nullable Object... arguments) {
    return appendAfter(rows -> Optional.empty(), tx, sql, arguments);
  }

  /**
   * The same where the statement may end the access of readers: they get none of its events.
   *
   * @param revocation what the statement's rows say about it; asked in the transaction
   */
  public RowSet<Row> appendAfter(
      Function<RowSet<Row>, Optional<Revocation>> revocation,
      Statements tx,
      String sql,
      @Nullable Object... arguments) {
    var rows = tx.query(sql, arguments);
    revocation.apply(rows).ifPresent(revoked -> revokeAccess(tx, revoked));
    var events = EventRows.events(rows);
    if (!events.isEmpty()) {
      tx.afterCommit(() -> events.forEach(bus::publish));
    }
    return rows;
  }

  /**
   * Ends subscriptions, on every node, after the commit and before what is appended from now on is
   * published. The rows that decide who reads are the caller's to change, in the same transaction.
   */
  public void revokeAccess(Statements tx, Revocation revocation) {
    var rows =
        tx.query(
            """
            update platform.topics set access_version = access_version + 1 where id = $1
            returning access_version
            """,
            revocation.topic().id());
    for (var row : rows) {
      long version = row.getLong("access_version");
      tx.afterCommit(() -> bus.publish(revocation, version));
    }
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
            topic.kind());
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
      if (topic != null && topic.kind().equals(row.getString("kind"))) {
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
