package io.sardonyx.platform.caller;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Every permission that a feature registered. Two with one name stop the start. */
@Singleton
public class Permissions {
  private final Map<String, Permission> byName = new TreeMap<>();

  @Inject
  Permissions(@Any Instance<PermissionProvider> providers) {
    this((Iterable<PermissionProvider>) providers);
  }

  public Permissions(Iterable<? extends PermissionProvider> providers) {
    for (var provider : providers) {
      for (var permission : provider.permissions()) {
        if (byName.put(permission.name(), permission) != null) {
          throw new IllegalStateException("Two permissions are named " + permission.name());
        }
      }
    }
  }

  void check(@Observes StartupEvent event) {
    // To observe it is to be constructed at the start, which is when a name that is taken matters.
  }

  /** In the order of their names. */
  public List<Permission> all() {
    return List.copyOf(byName.values());
  }

  /** Those that the role includes, in the order of their names. */
  public List<Permission> of(Role role) {
    return byName.values().stream().filter(each -> each.roles().contains(role)).toList();
  }

  /** The names of those that the caller has, in order. */
  public List<String> namesOf(Caller caller) {
    return byName.values().stream().filter(caller::may).map(Permission::name).toList();
  }

  /** The permission that an API key with this scope is limited to. */
  public Optional<Permission> ofScope(String scope) {
    return Optional.ofNullable(byName.get(scope));
  }
}
