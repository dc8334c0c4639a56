package io.sardonyx.platform.caller;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a caller may do, as declared by the feature that checks it. Constants of a {@link
 * PermissionProvider}.
 *
 * @param name as in {@code notes:read}: on the wire, in the documentation, and the scope of an API
 *     key
 * @param roles those that include it
 */
public record Permission(String name, Set<Role> roles) {
  private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)*:[a-z]+");

  public Permission {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not the name of a permission: " + name);
    }
    roles = Set.copyOf(roles);
  }
}
