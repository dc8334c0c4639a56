package io.sardonyx.personas;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Role;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/** Managing personas of other users. */
@Singleton
public class PersonaPermissions implements PermissionProvider {
  public static final Permission MANAGE =
      new Permission(
          "personas:manage", Set.of(Role.OWNER, Role.ADMIN, Role.APP_ADMIN, Role.APP_CURATOR));

  @Override
  public List<Permission> permissions() {
    return List.of(MANAGE);
  }
}
