package io.sardonyx.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import io.sardonyx.platform.caller.Permission;
import io.sardonyx.platform.caller.PermissionProvider;
import io.sardonyx.platform.caller.Permissions;
import java.util.List;
import java.util.stream.Collectors;

/** The permissions that the program's features register, without a program that runs. */
public final class DeclaredPermissions {
  private DeclaredPermissions() {}

  public static List<Permission> all() {
    return new Permissions(providers()).all();
  }

  private static List<PermissionProvider> providers() {
    return ProgramClasses.all().stream()
        .filter(type -> type.isAssignableTo(PermissionProvider.class) && !type.isInterface())
        .map(DeclaredPermissions::create)
        .collect(Collectors.toList());
  }

  private static PermissionProvider create(JavaClass type) {
    try {
      return (PermissionProvider) type.reflect().getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
