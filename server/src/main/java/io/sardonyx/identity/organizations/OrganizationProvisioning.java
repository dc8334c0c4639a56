package io.sardonyx.identity.organizations;

import io.sardonyx.identity.applications.Applications;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.identity.login.Passwords;
import io.sardonyx.identity.passwords.PasswordRules.PasswordOwner;
import io.sardonyx.identity.people.CustomerUsers;
import io.sardonyx.identity.people.NewCustomerUser;
import io.sardonyx.platform.boot.FirstRun;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes organizations: with their Workspace, its team, an owner who can sign in, and an assistant
 * to talk to. It is done by whoever runs the program, not by a caller.
 */
@Singleton
@Priority(1) // Before those who add something to the organization that it makes.
public class OrganizationProvisioning implements FirstRun {
  private static final long LOCK = 6_871_947_673_611_402L;
  private static final int MAX_NAME = 200;
  private static final String FIRST_NAME = "My organization";

  private final Database database;
  private final Passwords passwords;
  private final Applications applications;

  OrganizationProvisioning(Database database, Passwords passwords, Applications applications) {
    this.database = database;
    this.passwords = passwords;
    this.applications = applications;
  }

  @Override
  public Optional<FirstOwner> createFirstOrganization(Settings settings) {
    if (OrganizationStore.anyExists(database.working())) {
      return Optional.empty();
    }
    var chosen = settings.adminPassword();
    var password = chosen.orElseGet(Passwords::oneTime);
    var whose = new PasswordOwner(null, settings.adminEmail());
    var prepared = passwords.prepare(password, whose, chosen.isEmpty());
    var owner = new Owner(FIRST_NAME, settings.adminEmail(), prepared);
    boolean made =
        database.asWorker(tx -> {
          // Nodes that start together: one makes it, the others find it made.
          tx.query("select pg_advisory_xact_lock($1)", LOCK);
          if (OrganizationStore.anyExists(tx)) {
            return false;
          }
          provision(tx, owner);
          return true;
        });
    return made
        ? Optional.of(
            new FirstOwner(
                settings.adminEmail(), chosen.isEmpty() ? Optional.of(password) : Optional.empty()))
        : Optional.empty();
  }

  /**
   * A further tenant.
   *
   * @return its id
   * @throws Problem when somebody has that e-mail address already, or the password is too short
   */
  public UUID create(String name, String email, String password) {
    CustomerUsers.checkEmail(email);
    if (name.length() > MAX_NAME) {
      throw Problem.invalid("name_too_long", "A name has up to %d characters.".formatted(MAX_NAME));
    }
    var prepared = passwords.prepare(password, new PasswordOwner(null, email), true);
    return CustomerUsers.refusingTaken(
        () -> database.asWorker(tx -> provision(tx, new Owner(name, email, prepared))));
  }

  private record Owner(String organization, String email, Passwords.Prepared password) {}

  private UUID provision(Statements tx, Owner owner) {
    var organizationId = Ids.next();
    OrganizationStore.insert(tx, organizationId, owner.organization());
    var workspace = applications.createWorkspace(tx, organizationId);
    var person =
        new NewCustomerUser(
            Ids.next(),
            Ids.next(),
            organizationId,
            workspace,
            owner.email(),
            nameFrom(owner.email()));
    CustomerUsers.insertOwner(tx, person);
    Passwords.put(tx, person.appUserId(), owner.password());
    AuditLog.record(
        tx,
        new Actor(organizationId, workspace, null, null),
        AuditEntry.of("organization.created", "organization", organizationId));
    return organizationId;
  }

  private static String nameFrom(String email) {
    var name = email.substring(0, Math.max(1, email.indexOf('@')));
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }
}
