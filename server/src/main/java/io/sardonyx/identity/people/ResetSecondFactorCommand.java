package io.sardonyx.identity.people;

import io.sardonyx.identity.accounts.Account;
import io.sardonyx.identity.accounts.Accounts;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.identity.factors.Factors;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.platform.boot.ProgramCommand;
import io.sardonyx.platform.database.Database;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.List;

/**
 * For an owner who has lost their authenticator and the recovery codes, and whom nobody else in the
 * organization can help: whoever runs the program does.
 */
@Singleton
class ResetSecondFactorCommand implements ProgramCommand {
  private static final int WRONG_USAGE = 2;

  private final Database database;

  ResetSecondFactorCommand(Database database) {
    this.database = database;
  }

  @Override
  public String name() {
    return "reset-second-factor";
  }

  @Override
  public String usage() {
    return name() + " --email EMAIL: removes a person's second factors, and signs them out";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) {
    if (arguments.size() != 2 || !arguments.getFirst().equals("--email")) {
      out.println("Usage: ./sardonyx " + usage());
      return WRONG_USAGE;
    }
    var email = arguments.get(1);
    var found = Accounts.find(database.working(), null, email);
    if (found.isEmpty()) {
      out.println("Nobody has the address " + email);
      return 1;
    }
    reset(found.get());
    out.println("Their password alone signs them in: " + email);
    return 0;
  }

  private void reset(Account account) {
    database.asWorker(tx -> {
      var id = account.appUserId();
      Factors.reset(tx, id);
      AuditLog.record(
          tx,
          new Actor(account.organizationId(), account.applicationId(), null, null),
          AuditEntry.of("factors.reset", "app_user", id));
      PrincipalChanges.record(
          tx, account.organizationId(), LoginSessions.endAll(tx, id, "revoked"));
      return true;
    });
  }
}
