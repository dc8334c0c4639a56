package io.sardonyx.feedback;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Role;
import jakarta.inject.Singleton;
import java.util.List;

/** Reading other users' feedback on answers. */
@Singleton
public class FeedbackPermissions implements PermissionProvider {
  public static final Permission READ = new Permission("feedback:read", Role.ADMINISTRATORS);

  @Override
  public List<Permission> permissions() {
    return List.of(READ);
  }
}
