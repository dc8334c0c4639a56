package io.sardonyx.identity.audit;

import io.sardonyx.platform.database.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Audit events as they are read. */
final class AuditStore {
  private AuditStore() {}

  static List<AuditEvent> list(
      Statements tx, @Nullable String action, @Nullable UUID after, int limit) {
    var rows =
        tx.query(
            """
            select id, action, application_id, app_user_id, target_type, target_id,
              host(ip_address) as ip_address, request_id, details, at
            from platform.audit_events
            where ($1::text is null or action = $1) and ($2::uuid is null or id < $2)
            order by id desc limit $3
            """,
            action,
            after,
            limit);
    var events = new ArrayList<AuditEvent>(rows.size());
    for (var row : rows) {
      events.add(
          new AuditEvent(
              row.getUUID("id"),
              row.getString("action"),
              row.getUUID("application_id"),
              row.getUUID("app_user_id"),
              row.getString("target_type"),
              row.getString("target_id"),
              row.getString("ip_address"),
              row.getString("request_id"),
              row.getJsonObject("details").getMap(),
              row.getOffsetDateTime("at").toInstant()));
    }
    return events;
  }
}
