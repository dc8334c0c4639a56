package io.sardonyx.identity.audit;

import io.quarkus.arc.All;
import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.Correlation;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.List;
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
  private final List<AuditTarget> targets;

  AuditLog(Database database, @All List<AuditTarget> targets) {
    this.database = database;
    this.targets = targets;
  }

  /** Who did it, where no caller is known yet. */
  public record Actor(
      UUID organizationId,
      @Nullable UUID applicationId,
      @Nullable UUID userId,
      @Nullable String ipAddress) {
    public static Actor of(Caller caller) {
      return new Actor(
          caller.organizationId(), caller.applicationId(), caller.userId(), caller.address());
    }
  }

  public static void record(Statements tx, Caller caller, AuditEntry entry) {
    record(tx, Actor.of(caller), entry);
  }

  public static void record(Statements tx, Actor doer, AuditEntry entry) {
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
   * Written down for every address, be there somebody who has it or not: the same statement, the
   * same commit. {@link RecordRefusedSignInsJob} finds out in whose organization it belongs.
   *
   * @param applicationId null for the Workspace, whichever organization's
   */
  public static void recordFailedSignIn(
      Statements tx,
      @Nullable UUID applicationId,
      String email,
      String address,
      Map<String, Object> details) {
    tx.query(
        """
        insert into system.refused_sign_ins (application_id, email, ip_address, request_id, details)
        values ($1, $2, $3::text::inet, $4, $5)
        """,
        applicationId,
        email,
        address,
        MDC.get(Correlation.LOG_REQUEST_ID),
        new JsonObject(details));
  }

  /** Newest first. */
  Page<AuditEvent> list(Caller caller, AuditQuery query) {
    caller.require(IdentityPermissions.READ_AUDIT);
    var found =
        AuditStore.list(database.reading(caller), query, Page.after(query.cursor()), targets);
    return Page.of(found, query.limit(), AuditEvent::id);
  }
}
