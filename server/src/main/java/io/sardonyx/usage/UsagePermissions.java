package io.sardonyx.usage;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Role;
import jakarta.inject.Singleton;
import java.util.List;

/** Reading the organization's usage. */
@Singleton
public class UsagePermissions implements PermissionProvider {
  public static final Permission READ = new Permission("usage:read", Role.ADMINISTRATORS);

  @Override
  public List<Permission> permissions() {
    return List.of(READ);
  }
}
