package io.sardonyx.identity.organizations;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The caller's organization; there is no other for them. */
@Singleton
public class Organizations {
  private final Database database;
  private final PrincipalChanges changes;

  Organizations(Database database, PrincipalChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  /**
   * In the caller's transaction: whoever else locks the organization waits for its end, and sees
   * what it did.
   */
  public static void lock(Statements tx) {
    OrganizationStore.lock(tx);
  }

  /** As a worker: the one that was created first. */
  public static Optional<UUID> first(Statements tx) {
    return OrganizationStore.first(tx);
  }

  Organization find(Caller caller) {
    return OrganizationStore.find(database.reading(caller), caller)
        .orElseThrow(() -> Problem.notFound("organization"));
  }

  Organization update(Caller caller, PatchOrganization change) {
    caller.require(IdentityPermissions.MANAGE_ORGANIZATION);
    // Its people are in its Workspace, as the caller is.
    var subjects =
        change.secondFactorRequired() == null ? List.<UUID>of() : List.of(caller.applicationId());
    var after =
        database.as(
            caller,
            tx -> {
              var updated =
                  OrganizationStore.update(tx, caller, change)
                      .orElseThrow(() -> Problem.notFound("organization"));
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("organization.updated", "organization", updated.id())
                      .with(
                          Map.of(
                              "name",
                              updated.name(),
                              "second_factor_required",
                              updated.secondFactorRequired())));
              PrincipalChanges.record(tx, caller.organizationId(), subjects);
              return updated;
            });
    changes.announce(subjects);
    return after;
  }
}
