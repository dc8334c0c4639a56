package io.sardonyx.identity.access;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Role;
import jakarta.inject.Singleton;
import java.util.List;

/** What identity's use cases ask of their callers. */
@Singleton
public class IdentityPermissions implements PermissionProvider {
  public static final Permission MANAGE_PROFILE = new Permission("profile:manage", Role.ALL);
  public static final Permission MANAGE_LOGIN_SESSIONS =
      new Permission("login-sessions:manage", Role.ALL);
  public static final Permission MANAGE_API_KEYS =
      new Permission("api-keys:manage", Role.ALL_BUT_LIMITED);
  public static final Permission READ_APP_USERS =
      new Permission("app-users:read", Role.ALL_BUT_LIMITED);
  public static final Permission MANAGE_APP_USERS =
      new Permission("app-users:manage", Role.ADMINISTRATORS);
  public static final Permission READ_PEOPLE = new Permission("people:read", Role.TEAM);
  public static final Permission MANAGE_PEOPLE =
      new Permission("people:manage", Role.ADMINISTRATORS);
  public static final Permission READ_APPLICATIONS = new Permission("applications:read", Role.TEAM);
  public static final Permission MANAGE_APPLICATIONS =
      new Permission("applications:manage", Role.ADMINISTRATORS);
  public static final Permission MANAGE_ORGANIZATION =
      new Permission("organization:manage", Role.ADMINISTRATORS);
  public static final Permission READ_AUDIT = new Permission("audit:read", Role.ADMINISTRATORS);

  @Override
  public List<Permission> permissions() {
    return List.of(
        MANAGE_PROFILE,
        MANAGE_LOGIN_SESSIONS,
        MANAGE_API_KEYS,
        READ_APP_USERS,
        MANAGE_APP_USERS,
        READ_PEOPLE,
        MANAGE_PEOPLE,
        READ_APPLICATIONS,
        MANAGE_APPLICATIONS,
        MANAGE_ORGANIZATION,
        READ_AUDIT);
  }
}
