package io.sardonyx.identity.audit;

import io.sardonyx.platform.database.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Audit events as they are read. */
final class AuditStore {
  private static final int AT_ONCE = 1_000;

  private AuditStore() {}

  /**
   * Some of those that wait, the oldest first.
   *
   * @return whether there may be more
   */
  static boolean fileRefusedSignIns(Statements tx) {
    // The id says when it happened, as those of other events do.
    var rows =
        tx.query(
            """
            with waiting as (
              delete from system.refused_sign_ins where id in (
                select id from system.refused_sign_ins order by id limit $1)
              returning *),
            filed as (
              insert into platform.audit_events (id, organization_id, application_id, app_user_id,
                action, target_type, target_id, ip_address, request_id, details, at)
              select uuidv7(w.at - now()), a.organization_id, a.application_id, a.app_user_id,
                'login_session.refused', 'app_user', a.app_user_id::text, w.ip_address,
                w.request_id, w.details, w.at
              from waiting w join platform.accounts a on a.email = w.email::public.citext
                join platform.applications p on p.id = a.application_id
              where case when w.application_id is null
                then p.is_workspace else a.application_id = w.application_id end)
            select count(*) as filed from waiting
            """,
            AT_ONCE);
    return rows.iterator().next().getLong("filed") == AT_ONCE;
  }

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
