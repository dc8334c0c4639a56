package io.sardonyx.identity.people;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.platform.problem.Problem;
import java.util.Optional;
import java.util.UUID;

/**
 * Who may give whom which role. Owners may do everything, apart from leaving a team without an
 * owner; administrators may do everything that concerns no owner; nobody raises themselves.
 */
final class TeamRules {
  static final String ROLES = "owner|admin|developer|moderator|viewer";

  private static final String OWNER = "owner";

  private TeamRules() {}

  /** Of somebody, in a team, by a caller. */
  record Change(UUID teamId, UUID customerUserId, boolean isSelf) {}

  static void mayGrant(Caller caller, Change change, Optional<String> before, String wanted) {
    mayManage(caller, before);
    if (wanted.equals(OWNER) && caller.role() != Role.OWNER) {
      throw Problem.forbidden("owner_role_required", "Only an owner can make somebody an owner.");
    }
    if (change.isSelf() && (before.isEmpty() || isAbove(wanted, before.get()))) {
      throw Problem.forbidden(
          "own_role_change_not_allowed",
          "Nobody raises themselves: ask another owner or administrator.");
    }
  }

  /** Whether this caller may change anything about somebody with that role. */
  static void mayManage(Caller caller, Optional<String> role) {
    if (role.filter(OWNER::equals).isPresent() && caller.role() != Role.OWNER) {
      throw Problem.forbidden(
          "owner_role_required", "Only an owner can change or remove an owner.");
    }
  }

  /** With the team locked: two owners cannot remove each other at the same moment. */
  static void ownerRemains(Statements tx, Change change, Optional<String> before) {
    if (before.filter(OWNER::equals).isPresent()
        && TeamStore.ownersBesides(tx, change.teamId(), change.customerUserId()) == 0) {
      throw Problem.conflict(
          "last_owner_required",
          "A team keeps an active owner: make somebody else an owner first.");
    }
  }

  /** In the order in which roles are declared, the highest first. */
  private static boolean isAbove(String role, String other) {
    return Role.ofTeam(role).ordinal() < Role.ofTeam(other).ordinal();
  }
}
