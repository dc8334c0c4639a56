package io.sardonyx.identity.people;

import io.sardonyx.identity.access.IdentityPermissions;
import io.sardonyx.identity.audit.AuditEntry;
import io.sardonyx.identity.audit.AuditLog;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who runs which application, in which role. */
@Singleton
public class Teams {
  private final Database database;
  private final PrincipalChanges changes;

  Teams(Database database, PrincipalChanges changes) {
    this.database = database;
    this.changes = changes;
  }

  Page<Team> list(Caller caller, @Nullable String cursor, int limit) {
    caller.require(IdentityPermissions.READ_PEOPLE);
    var found = TeamStore.list(database.reading(caller), Page.after(cursor), limit + 1);
    return Page.of(found, limit, Team::id);
  }

  Team find(Caller caller, UUID id) {
    caller.require(IdentityPermissions.READ_PEOPLE);
    return find(database.reading(caller), id);
  }

  Team rename(Caller caller, UUID id, String name) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    return database.as(
        caller,
        tx -> {
          var renamed = TeamStore.rename(tx, id, name).orElseThrow(() -> Problem.notFound("team"));
          AuditLog.record(
              tx, caller, AuditEntry.of("team.updated", "team", id).with(Map.of("name", name)));
          return renamed;
        });
  }

  Page<TeamMember> members(Caller caller, UUID id, @Nullable String cursor, int limit) {
    caller.require(IdentityPermissions.READ_PEOPLE);
    var tx = database.reading(caller);
    find(tx, id);
    var found = TeamStore.members(tx, id, Page.after(cursor), limit + 1);
    return Page.of(found, limit, TeamMember::customerUserId);
  }

  /** Joins a team, or has another role in it from now on. */
  void putMember(Caller caller, UUID id, UUID customerUserId, String role) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    var subjects =
        database.as(
            caller,
            tx -> {
              find(tx, id);
              return putMember(tx, caller, id, customerUserId, role);
            });
    changes.announce(subjects);
  }

  /**
   * In a transaction of the caller's.
   *
   * @return whose rights have changed
   */
  static List<UUID> putMember(
      Statements tx, Caller caller, UUID teamId, UUID customerUserId, String role) {
    TeamStore.lock(tx, teamId);
    var person = CustomerUsers.find(tx, customerUserId);
    var change = change(caller, teamId, person);
    var before = TeamStore.role(tx, teamId, customerUserId);
    TeamRules.mayGrant(caller, change, before, role);
    if (!role.equals("owner")) {
      TeamRules.ownerRemains(tx, change, before);
    }
    TeamStore.putMember(tx, caller.organizationId(), teamId, customerUserId, role);
    AuditLog.record(
        tx,
        caller,
        AuditEntry.of("team_member.changed", "customer_user", customerUserId)
            .with(
                Map.of(
                    "team_id", teamId.toString(), "role", role, "before", before.orElse("none"))));
    var subjects = List.of(person.appUserId());
    PrincipalChanges.record(tx, caller.organizationId(), subjects);
    return subjects;
  }

  void removeMember(Caller caller, UUID id, UUID customerUserId) {
    caller.require(IdentityPermissions.MANAGE_PEOPLE);
    var subjects =
        database.as(
            caller,
            tx -> {
              find(tx, id);
              TeamStore.lock(tx, id);
              var person = CustomerUsers.find(tx, customerUserId);
              var before = TeamStore.role(tx, id, customerUserId);
              if (before.isEmpty()) {
                throw Problem.notFound("team member");
              }
              TeamRules.mayManage(caller, before);
              TeamRules.ownerRemains(tx, change(caller, id, person), before);
              var unused = TeamStore.removeMember(tx, id, customerUserId);
              AuditLog.record(
                  tx,
                  caller,
                  AuditEntry.of("team_member.removed", "customer_user", customerUserId)
                      .with(Map.of("team_id", id.toString(), "before", before.get())));
              var changed = List.of(person.appUserId());
              PrincipalChanges.record(tx, caller.organizationId(), changed);
              return changed;
            });
    changes.announce(subjects);
  }

  static TeamRules.Change change(Caller caller, UUID teamId, CustomerUser person) {
    return new TeamRules.Change(teamId, person.id(), person.appUserId().equals(caller.userId()));
  }

  private static Team find(Statements tx, UUID id) {
    return TeamStore.find(tx, id).orElseThrow(() -> Problem.notFound("team"));
  }
}
