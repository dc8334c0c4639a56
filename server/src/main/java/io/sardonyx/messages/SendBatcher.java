package io.sardonyx.messages;

import static java.util.stream.Collectors.groupingBy;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.GroupCommit;
import io.sardonyx.platform.events.EventLog;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends the messages of many callers at the leaves of their sessions with few commits. */
final class SendBatcher {
  private static final int IN_FLIGHT = 3;
  private static final int MOST = 64;
  private static final Function<Row, Integer> ITEM = row -> row.getInteger("item");
  private static final Logger LOG = Logger.getLogger(SendBatcher.class);

  private final Database database;
  private final EventLog events;
  private final GroupCommit<Outgoing, Optional<SendResult>> batches;

  private record Outgoing(Caller caller, MessageInsert added) {}

  SendBatcher(Database database, EventLog events) {
    this.database = database;
    this.events = events;
    this.batches = new GroupCommit<>(IN_FLIGHT, MOST, this::send);
  }

  /** Committed when it returns something; empty if it has to be tried alone. */
  Optional<SendResult> send(Caller caller, MessageInsert added) {
    return batches.write(new Outgoing(caller, added));
  }

  private List<Optional<SendResult>> send(List<Outgoing> batch) {
    var results =
        new ArrayList<Optional<SendResult>>(Collections.nCopies(batch.size(), Optional.empty()));
    // In one order, so that batches do not wait for each other in a circle.
    var order =
        IntStream.range(0, batch.size())
            .boxed()
            .sorted(Comparator.comparing(i -> batch.get(i).added().sessionId()))
            .toList();
    try {
      var rows = query(order.stream().map(batch::get).toList());
      var byItem = StreamSupport.stream(rows.spliterator(), false).collect(groupingBy(ITEM));
      byItem.forEach((item, itsRows) -> {
        int index = order.get(item - 1);
        results.set(index, Optional.of(SendStore.sent(itsRows, batch.get(index).added())));
      });
    } catch (PgException refused) {
      // Nothing of the batch is committed. Alone, each learns what is wrong with it.
      LOG.debugf("A batch of %d was refused: %s", batch.size(), refused.getMessage());
    }
    return results;
  }

  private RowSet<Row> query(List<Outgoing> batch) {
    return events.append(
        database.unnamed(),
        """
        select item, topic_id, kind, seq, type, at, data::text as data, message_json, title,
          total_messages, updated_at, last_activity_at
        from platform.send_messages($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """,
        ids(batch, each -> each.caller().organizationId()),
        ids(batch, each -> each.caller().applicationId()),
        ids(batch, each -> each.caller().userId()),
        texts(batch, each -> each.caller().role().databaseName()),
        ids(batch, each -> each.added().sessionId()),
        ids(batch, each -> each.added().messageId()),
        ids(batch, each -> each.added().parentId()),
        texts(batch, each -> each.added().content()),
        ids(batch, each -> each.added().clientMessageId()),
        ids(batch, each -> each.added().answerId()),
        ids(batch, each -> each.added().node()));
  }

  private static @Nullable UUID[] ids(
      List<Outgoing> batch, Function<Outgoing, @Nullable UUID> column) {
    return batch.stream().map(column).toArray(UUID[]::new);
  }

  private static @Nullable String[] texts(
      List<Outgoing> batch, Function<Outgoing, @Nullable String> column) {
    return batch.stream().map(column).toArray(String[]::new);
  }
}
