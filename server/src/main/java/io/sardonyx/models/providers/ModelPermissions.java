package io.sardonyx.models.providers;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Role;
import jakarta.inject.Singleton;
import java.util.List;

/** Managing the organization's model providers. */
@Singleton
public class ModelPermissions implements PermissionProvider {
  public static final Permission MANAGE_PROVIDERS =
      new Permission("model-providers:manage", Role.ADMINISTRATORS);

  @Override
  public List<Permission> permissions() {
    return List.of(MANAGE_PROVIDERS);
  }
}
