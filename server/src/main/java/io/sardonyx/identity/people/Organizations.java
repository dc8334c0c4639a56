package io.sardonyx.identity.people;

import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.Map;

/** The caller's organization; there is no other for them. */
@Singleton
public class Organizations {
  private final Database database;

  Organizations(Database database) {
    this.database = database;
  }

  Organization find(Caller caller) {
    return OrganizationStore.find(database.reading(caller), caller)
        .orElseThrow(() -> Problem.notFound("organization"));
  }

  Organization update(Caller caller, PatchOrganization change) {
    caller.require(Permission.ORGANIZATION_MANAGE);
    return database.as(
        caller,
        tx -> {
          var updated =
              OrganizationStore.update(tx, caller, change)
                  .orElseThrow(() -> Problem.notFound("organization"));
          AuditLog.record(
              tx,
              caller,
              AuditEntry.of("organization.updated", "organization", updated.id())
                  .with(Map.of("name", updated.name())));
          return updated;
        });
  }
}
