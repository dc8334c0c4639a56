package io.sardonyx.chat;

import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Role;
import jakarta.inject.Singleton;
import java.util.List;

/** Reading and writing in one's own chats. */
@Singleton
public class ChatPermissions implements PermissionProvider {
  public static final Permission READ = new Permission("chat:read", Role.ALL);
  public static final Permission WRITE = new Permission("chat:write", Role.ALL_BUT_LIMITED);

  @Override
  public List<Permission> permissions() {
    return List.of(READ, WRITE);
  }
}
