package io.sardonyx.platform.caller;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The role of a caller in their organization. The first five are the roles of a team, whose members
 * manage the organization; those with {@code APP_} are the roles of an application's users.
 * Features declare which roles include a {@link Permission}. The lower-case name is what the
 * database's policies compare with.
 */
public enum Role {
  OWNER,
  ADMIN,
  DEVELOPER,
  MODERATOR,
  VIEWER,
  APP_ADMIN,
  APP_CURATOR,
  APP_USER,
  APP_LIMITED;

  /** Every {@link #databaseName}, as a pattern. */
  public static final String NAMES =
      "owner|admin|developer|moderator|viewer|app_(admin|curator|user|limited)";

  public static final Set<Role> ALL = immutable(EnumSet.allOf(Role.class));

  public static final Set<Role> ALL_BUT_LIMITED = immutable(EnumSet.range(OWNER, APP_USER));

  /** The roles of the organization's own people. */
  public static final Set<Role> TEAM = immutable(EnumSet.range(OWNER, VIEWER));

  /** The roles that administer the organization. */
  public static final Set<Role> ADMINISTRATORS = immutable(EnumSet.of(OWNER, ADMIN));

  private final String databaseName = name().toLowerCase(Locale.ROOT);

  public String databaseName() {
    return databaseName;
  }

  /** Whether it is a role of the organization's own people. */
  public boolean isOfTeam() {
    return TEAM.contains(this);
  }

  /** The role of a team's member, by the name that the database and JSON use. */
  public static Role ofTeam(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The role of an application's user, by the name that the database and JSON use. */
  public static Role ofAppUser(String name) {
    return valueOf("APP_" + name.toUpperCase(Locale.ROOT));
  }

  private static Set<Role> immutable(EnumSet<Role> roles) {
    return Collections.unmodifiableSet(roles);
  }
}
