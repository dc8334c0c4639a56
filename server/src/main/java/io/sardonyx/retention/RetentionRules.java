package io.sardonyx.retention;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organization's rule of how long it keeps chats and its audit log, and what came of it. */
@Singleton
public class RetentionRules {
  private final Database database;

  RetentionRules(Database database) {
    this.database = database;
  }

  RetentionRule get(Caller caller) {
    caller.require(IdentityPermissions.MANAGE_ORGANIZATION);
    return RetentionStore.find(database.reading(caller));
  }

  /** Followed at the next run, of which there is one a day. */
  RetentionRule put(Caller caller, RetentionRule rule) {
    caller.require(IdentityPermissions.MANAGE_ORGANIZATION);
    var archive = rule.archiveAfterDays();
    var delete = rule.deleteAfterDays();
    if (archive != null && delete != null && delete <= archive) {
      throw Problem.invalid(
          "invalid_request", "Chats are deleted after they are archived: say more days.");
    }
    return database.as(
        caller,
        tx -> {
          RetentionStore.put(tx, caller.organizationId(), rule);
          AuditLog.record(
              tx,
              caller,
              AuditEntry.of(
                      "organization.retention_changed", "organization", caller.organizationId())
                  .with(
                      Map.of(
                          "archive_after_days", orNever(archive),
                          "delete_after_days", orNever(delete),
                          "delete_audit_events_after_days",
                              orNever(rule.deleteAuditEventsAfterDays()))));
          return rule;
        });
  }

  private static Object orNever(@Nullable Integer days) {
    return days == null ? "never" : days;
  }

  Page<RetentionRun> runs(Caller caller, @Nullable String cursor, int limit) {
    caller.require(IdentityPermissions.MANAGE_ORGANIZATION);
    var found = RetentionStore.runs(database.reading(caller), Page.after(cursor), limit + 1);
    return Page.of(found, limit, RetentionRun::id);
  }
}
