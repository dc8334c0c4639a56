package io.sardonyx.identity.applications;

import io.quarkus.arc.All;
import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.applications.ApplicationStore.NewApplication;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import io.vertx.pgclient.PgException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an organization builds on us. */
@Singleton
public class Applications {
  static final String WORKSPACE = "Workspace";

  /** What a secret begins with. */
  static final String SECRET = "sk_";

  private static final String UNIQUE_VIOLATION = "23505";

  private final Database database;
  private final ApplicationSecrets secrets;
  private final PrincipalChanges changes;
  private final List<ApplicationInitializer> initializers;

  Applications(
      Database database,
      ApplicationSecrets secrets,
      PrincipalChanges changes,
      @All List<ApplicationInitializer> initializers) {
    this.database = database;
    this.secrets = secrets;
    this.changes = changes;
    this.initializers = initializers;
  }

  /**
   * The application for the organization's own people, with its team. It has no secret: nobody but
   * a sign-in vouches for them.
   */
  public UUID createWorkspace(Statements tx, UUID organizationId) {
    var id = Ids.next();
    insert(tx, new NewApplication(id, organizationId, WORKSPACE, true, newPublishableKey()));
    return id;
  }

  private void insert(Statements tx, NewApplication application) {
    ApplicationStore.insert(tx, application);
    initializers.forEach(
        each -> each.initialize(tx, application.organizationId(), application.id()));
  }

  Page<Application> list(Caller caller, @Nullable String cursor, int limit) {
    caller.require(IdentityPermissions.READ_APPLICATIONS);
    var found = ApplicationStore.list(database.reading(caller), Page.after(cursor), limit + 1);
    return Page.of(found, limit, Application::id);
  }

  public Application find(Caller caller, UUID id) {
    caller.require(IdentityPermissions.READ_APPLICATIONS);
    return find(database.reading(caller), id);
  }

  /** An application and its secret, which is shown this once. */
  public record WithSecret(Application application, String secret) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "WithSecret[" + application.id() + "]";
    }
  }

  /** With a team, in which the caller is the owner. */
  public WithSecret create(Caller caller, String name) {
    caller.require(IdentityPermissions.MANAGE_APPLICATIONS);
    var made =
        new NewApplication(Ids.next(), caller.organizationId(), name, false, newPublishableKey());
    var secret = newSecret();
    return refusingTaken(() ->
        database.asWorker(tx -> {
          insert(tx, made);
          ApplicationStore.insertOwner(tx, made.id(), caller);
          secrets.put(tx, caller.organizationId(), made.id(), secret);
          AuditLog.record(
              tx,
              caller,
              AuditEntry.of("application.created", "application", made.id())
                  .with(Map.of("name", name)));
          return new WithSecret(find(tx, made.id()), secret);
        }));
  }

  /** What is deactivated refuses everybody who uses it, at once. */
  Application update(Caller caller, UUID id, PatchApplication change) {
    caller.require(IdentityPermissions.MANAGE_APPLICATIONS);
    change.checkRedirectUrls();
    var updated =
        refusingTaken(() ->
            database.as(
                caller,
                tx -> {
                  var before = find(tx, id);
                  if (before.isWorkspace() && Boolean.FALSE.equals(change.isActive())) {
                    throw workspaceStays();
                  }
                  if (before.isWorkspace() && Boolean.TRUE.equals(change.signUpEnabled())) {
                    throw Problem.conflict(
                        "workspace_people_are_customer_users",
                        "People join the Workspace as customer users: nobody signs up there.");
                  }
                  if (before.isWorkspace() && change.redirectsElsewhere()) {
                    throw Problem.conflict(
                        "workspace_has_own_pages",
                        "Mails to the organization's own people lead to its own pages.");
                  }
                  var changed =
                      ApplicationStore.update(tx, id, change)
                          .orElseThrow(() -> Problem.notFound("application"));
                  AuditLog.record(
                      tx,
                      caller,
                      AuditEntry.of("application.updated", "application", id)
                          .with(
                              Map.of(
                                  "name", changed.name(),
                                  "is_active", changed.isActive(),
                                  "sign_up_enabled", changed.signUpEnabled())));
                  PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
                  return changed;
                }));
    changes.announce(List.of(id));
    return updated;
  }

  /**
   * With everything in it: its users and all that is theirs, which a job removes piece by piece.
   * Nobody gets in from now on, and nobody sees it.
   */
  void delete(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_APPLICATIONS);
    var application = find(database.reading(caller), id);
    if (application.isWorkspace()) {
      throw workspaceStays();
    }
    // As the workers' role: what is out of sight afterwards is nobody's to change.
    database.asWorker(tx -> {
      if (!ApplicationStore.delete(tx, id)) {
        throw Problem.notFound("application");
      }
      AuditLog.record(
          tx,
          caller,
          AuditEntry.of("application.deleted", "application", id)
              .with(Map.of("name", application.name())));
      PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
      return true;
    });
    changes.announce(List.of(id));
  }

  /** Another secret; what the one before signed is refused from now on. */
  public WithSecret rotateSecret(Caller caller, UUID id) {
    caller.require(IdentityPermissions.MANAGE_APPLICATIONS);
    var application = find(database.reading(caller), id);
    if (application.isWorkspace()) {
      throw Problem.conflict(
          "workspace_has_no_secret", "The organization's own people sign in by themselves.");
    }
    var secret = newSecret();
    database.asWorker(tx -> {
      secrets.put(tx, caller.organizationId(), id, secret);
      AuditLog.record(tx, caller, AuditEntry.of("application.secret_rotated", "application", id));
      PrincipalChanges.record(tx, caller.organizationId(), List.of(id));
      return true;
    });
    changes.announce(List.of(id));
    return new WithSecret(application, secret);
  }

  public static Application find(Statements tx, UUID id) {
    return ApplicationStore.find(tx, id).orElseThrow(() -> Problem.notFound("application"));
  }

  private static String newPublishableKey() {
    return ApplicationSecrets.make("pk_");
  }

  private static String newSecret() {
    return ApplicationSecrets.make(SECRET);
  }

  private static Problem workspaceStays() {
    return Problem.conflict(
        "workspace_required", "The Workspace cannot be deactivated or deleted: you are in it.");
  }

  /** As a worker: those that were deleted, the oldest deletion first. */
  public static List<UUID> deleted(Statements tx, int limit) {
    return ApplicationStore.deleted(tx, limit);
  }

  /** As a worker: for good, with what an application has few of. */
  public static void remove(Statements tx, UUID id) {
    ApplicationStore.remove(tx, id);
  }

  private static <T> T refusingTaken(Supplier<T> work) {
    try {
      return work.get();
    } catch (PgException e) {
      if (UNIQUE_VIOLATION.equals(e.getSqlState())) {
        throw Problem.conflict(
            "application_name_taken", "There is an application of this name already.");
      }
      throw e;
    }
  }
}
