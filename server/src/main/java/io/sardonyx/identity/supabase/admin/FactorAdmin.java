package io.sardonyx.identity.supabase.admin;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.factors.Factors;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.FactorView;
import io.sardonyx.identity.supabase.admin.AccountAdmin.Backend;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an application's backend does for a user who has lost a second factor. */
@Singleton
class FactorAdmin {
  private final Database database;
  private final PrincipalChanges changes;

  FactorAdmin(Database database, PrincipalChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  List<FactorView> list(Backend backend, UUID userId) {
    return find(backend, userId).factors().stream().map(FactorView::of).toList();
  }

  /** They are signed out everywhere. */
  void remove(Backend backend, UUID userId, UUID factorId) {
    var account = find(backend, userId);
    var subjects =
        database.<List<UUID>>asWorker(tx -> {
          if (!Factors.reset(tx, userId, factorId)) {
            throw new Problem(Problem.Kind.NOT_FOUND, "mfa_factor_not_found", "Factor not found");
          }
          var ended = LoginSessions.endAll(tx, userId, "revoked");
          AuditLog.record(
              tx,
              backend.doer(),
              AuditEntry.of("factor.reset", "app_user", userId)
                  .with(Map.of("factor", factorId.toString())));
          PrincipalChanges.record(tx, account.organizationId(), ended);
          return ended;
        });
    changes.announce(subjects);
  }

  /** Of this application, and no other. */
  private Account find(Backend backend, UUID userId) {
    return Accounts.find(database.working(), userId)
        .filter(found -> found.applicationId().equals(backend.application().applicationId()))
        .orElseThrow(AuthErrors::userNotFound);
  }
}
