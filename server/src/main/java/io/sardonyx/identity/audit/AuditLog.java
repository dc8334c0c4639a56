package io.sardonyx.identity.audit;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.web.Correlation;
import io.sardonyx.platform.web.Listed;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/**
 * What was done, written in the transaction that does it: neither happens without the other. Nobody
 * can change it; an organization's administrators can read theirs.
 */
@Singleton
public class AuditLog {
  private final Database database;

  public AuditLog(Database database) {
    this.database = database;
  }

  /** Who did it, where no caller is known yet. */
  public record Doer(
      UUID organizationId,
      @Nullable UUID applicationId,
      @Nullable UUID userId,
      @Nullable String ipAddress) {}

  public static void record(Statements tx, Caller caller, AuditEntry entry) {
    record(
        tx,
        new Doer(caller.organizationId(), caller.applicationId(), caller.userId(), null),
        entry);
  }

  public static void record(Statements tx, Doer doer, AuditEntry entry) {
    var targetId = entry.targetId();
    tx.query(
        """
        insert into platform.audit_events (organization_id, application_id, app_user_id, action,
          target_type, target_id, ip_address, request_id, details)
        values ($1, $2, $3, $4, $5, $6, $7::text::inet, $8, $9)
        """,
        doer.organizationId(),
        doer.applicationId(),
        doer.userId(),
        entry.action(),
        entry.targetType(),
        targetId == null ? null : targetId.toString(),
        doer.ipAddress(),
        MDC.get(Correlation.LOG_REQUEST_ID),
        new JsonObject(entry.details()));
  }

  /**
   * Where somebody with this address exists, in their organization; the statement is the same for
   * an address that nobody has.
   */
  public static void recordFailedSignIn(
      Statements tx, String email, String address, Map<String, Object> details) {
    tx.query(
        """
        insert into platform.audit_events (organization_id, application_id, app_user_id, action,
          target_type, target_id, ip_address, request_id, details)
        select c.organization_id, u.application_id, u.id, 'login_session.refused',
          'customer_user', c.id::text, $2::text::inet, $3, $4
        from platform.customer_users c join platform.app_users u on u.customer_user_id = c.id
        where c.email = $1::text::public.citext
        """,
        email,
        address,
        MDC.get(Correlation.LOG_REQUEST_ID),
        new JsonObject(details));
  }

  /**
   * Newest first.
   *
   * @param action null for every action
   */
  Listed<AuditEvent> list(
      Caller caller, @Nullable String action, @Nullable String cursor, int limit) {
    caller.require(Permission.AUDIT_READ);
    var found = AuditStore.list(database.reading(caller), action, Listed.after(cursor), limit + 1);
    return Listed.of(found, limit, AuditEvent::id);
  }
}
