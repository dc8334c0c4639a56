package io.sardonyx.platform.caller;

import java.util.List;

/** Registers the permissions of a feature. A bean; {@link Permissions} collects them. */
public interface PermissionProvider {
  List<Permission> permissions();
}
