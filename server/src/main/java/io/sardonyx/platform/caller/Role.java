package io.sardonyx.platform.caller;

import static io.sardonyx.platform.caller.Permission.API_KEYS_MANAGE;
import static io.sardonyx.platform.caller.Permission.APPLICATIONS_READ;
import static io.sardonyx.platform.caller.Permission.APP_USERS_READ;
import static io.sardonyx.platform.caller.Permission.CHAT_READ;
import static io.sardonyx.platform.caller.Permission.CHAT_WRITE;
import static io.sardonyx.platform.caller.Permission.LOGIN_SESSIONS_MANAGE;
import static io.sardonyx.platform.caller.Permission.PEOPLE_READ;
import static io.sardonyx.platform.caller.Permission.PERSONAS_MANAGE;
import static io.sardonyx.platform.caller.Permission.PROFILE_MANAGE;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What a caller is in their organization. The first five are the roles of a team, whose members
 * manage the organization; those with {@code APP_} are the roles of an application's users. The
 * lower-case name is what the database's policies compare with.
 */
public enum Role {
  OWNER(Set.of(Permission.values())),
  ADMIN(Set.of(Permission.values())),
  DEVELOPER(user(APPLICATIONS_READ, PEOPLE_READ, APP_USERS_READ)),
  MODERATOR(user(APPLICATIONS_READ, PEOPLE_READ, APP_USERS_READ)),
  VIEWER(user(APPLICATIONS_READ, PEOPLE_READ, APP_USERS_READ)),
  APP_ADMIN(user(APP_USERS_READ, PERSONAS_MANAGE)),
  APP_CURATOR(user(APP_USERS_READ, PERSONAS_MANAGE)),
  APP_USER(user(APP_USERS_READ)),
  APP_LIMITED(Set.of(CHAT_READ, PROFILE_MANAGE, LOGIN_SESSIONS_MANAGE));

  /** Every {@link #databaseName}, as a pattern. */
  public static final String NAMES =
      "owner|admin|developer|moderator|viewer|app_(admin|curator|user|limited)";

  private final Set<Permission> permissions;
  private final String databaseName = name().toLowerCase(Locale.ROOT);

  Role(Set<Permission> permissions) {
    this.permissions = permissions;
  }

  public Set<Permission> permissions() {
    return permissions;
  }

  public String databaseName() {
    return databaseName;
  }

  /** Whether it is one of the organization's own people. */
  public boolean isOfTeam() {
    return compareTo(VIEWER) <= 0;
  }

  /** The role of a team's member, by the name that the database and JSON use. */
  public static Role ofTeam(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /** The role of an application's user, by the name that the database and JSON use. */
  public static Role ofAppUser(String name) {
    return valueOf("APP_" + name.toUpperCase(Locale.ROOT));
  }

  private static Set<Permission> user(Permission... more) {
    var all =
        EnumSet.of(CHAT_READ, CHAT_WRITE, PROFILE_MANAGE, LOGIN_SESSIONS_MANAGE, API_KEYS_MANAGE);
    all.addAll(Set.of(more));
    return Set.copyOf(all);
  }
}
