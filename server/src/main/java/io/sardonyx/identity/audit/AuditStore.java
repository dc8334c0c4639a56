package io.sardonyx.identity.audit;

import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Statements;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Audit events as they are read. */
final class AuditStore {
  private static final int AT_ONCE = 1_000;

  /** No transaction takes as long between its beginning, which is an event's time, and its id. */
  private static final Duration LATER = Duration.ofMinutes(10);

  private AuditStore() {}

  /**
   * Some of those that wait, the oldest first.
   *
   * @return whether there may be more
   */
  static boolean fileRefusedSignIns(Statements tx) {
    // The id says when it happened, as those of other events do. In seconds, because a day of an
    // interval is an hour shorter or longer where clocks are put forward or back.
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
              select uuidv7(make_interval(secs => extract(epoch from w.at - now()))),
                a.organization_id, a.application_id, a.app_user_id, 'login_session.refused',
                'app_user', a.app_user_id::text, w.ip_address, w.request_id, w.details, w.at
              from waiting w join platform.accounts a on a.email = w.email::public.citext
                join platform.applications p on p.id = a.application_id
              where case when w.application_id is null
                then p.is_workspace else a.application_id = w.application_id end)
            select count(*) as filed from waiting
            """,
            AT_ONCE);
    return rows.iterator().next().getLong("filed") == AT_ONCE;
  }

  /**
   * An id says when it was made: so the index leads to those that are old enough, and no further.
   */
  static int deleteSome(Statements tx, UUID organizationId, Instant before, int limit) {
    return tx.query(
            """
            delete from platform.audit_events where id in (
              select id from platform.audit_events
              where organization_id = $1 and id < $2 and at < $3 order by id limit $4)
            """,
            organizationId,
            Ids.firstAt(before.plus(LATER)),
            before.atOffset(ZoneOffset.UTC),
            limit)
        .rowCount();
  }

  /**
   * One more than the limit when there are more. An id says when it was made, which is when the
   * event happened or a little later: by it the index leads to the time, and the time itself
   * decides.
   *
   * @param after the last one of the page before
   * @param targets of which features know the names
   */
  static List<AuditEvent> list(
      Statements tx, AuditQuery query, @Nullable UUID after, List<AuditTarget> targets) {
    var rows =
        tx.query(
            """
            select e.*, u.display_name as actor_name,
              case e.target_type
                when 'app_user' then (select t.display_name from platform.app_users t
                  where t.id = e.target_id::uuid)
                when 'customer_user' then (select t.display_name from platform.app_users t
                  where t.customer_user_id = e.target_id::uuid)
                when 'application' then (select t.name from platform.applications t
                  where t.id = e.target_id::uuid)
                when 'team' then (select t.name from platform.teams t
                  where t.id = e.target_id::uuid)
                %s
              end as target_name
            from (
              select id, action, application_id, app_user_id, target_type, target_id,
                host(ip_address) as ip_address, request_id, details, at
              from platform.audit_events
              where id >= $1 and id < least($2::uuid, $3::uuid) and at >= $4 and at < $5
                and %s and %s
              order by id desc limit $8) e
              left join platform.app_users u on u.id = e.app_user_id
            order by e.id desc
            """
                .formatted(
                    names(targets),
                    query.action() == null ? "$6::text is null" : "action = $6",
                    query.appUserId() == null ? "$7::uuid is null" : "app_user_id = $7"),
            Ids.firstAt(query.first().minus(LATER)),
            Ids.firstAt(query.end().plus(LATER)),
            after,
            query.first().atOffset(ZoneOffset.UTC),
            query.end().atOffset(ZoneOffset.UTC),
            query.action(),
            query.appUserId(),
            query.limit() + 1);
    var events = new ArrayList<AuditEvent>(rows.size());
    for (var row : rows) {
      events.add(
          new AuditEvent(
              row.getUUID("id"),
              row.getString("action"),
              row.getUUID("application_id"),
              row.getUUID("app_user_id"),
              row.getString("actor_name"),
              row.getString("target_type"),
              row.getString("target_id"),
              row.getString("target_name"),
              row.getString("ip_address"),
              row.getString("request_id"),
              row.getJsonObject("details").getMap(),
              row.getOffsetDateTime("at").toInstant()));
    }
    return events;
  }

  private static String names(List<AuditTarget> targets) {
    return targets.stream()
        .map(target ->
            "when '%s' then (select t.name from %s t where t.id = e.target_id::uuid)"
                .formatted(target.type(), target.view()))
        .collect(Collectors.joining("\n"));
  }
}
