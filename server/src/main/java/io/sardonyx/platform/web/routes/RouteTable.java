package io.sardonyx.platform.web.routes;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ErrorDialects;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanContainer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What routes and prefixes declare, by path: asked by the edge before a request is matched to a
 * resource method.
 */
@Singleton
public class RouteTable implements ErrorDialects {
  private static final RouteGroup UNGROUPED = () -> "";

  /** The framework's own. */
  private static final String NON_APPLICATION = "q";

  private final List<RouteGroup> groups;
  private final List<Route> withBody;
  private final Set<String> exempt = new HashSet<>();
  private final Set<String> firstSegments = new HashSet<>(Set.of(NON_APPLICATION));

  @Inject
  RouteTable(BeanContainer beans, @Any Instance<RouteGroup> groups) {
    this(resources(beans), groups.stream().toList());
  }

  public RouteTable(Collection<Class<?>> resources, Collection<? extends RouteGroup> groups) {
    this.groups =
        groups.stream()
            .sorted(Comparator.comparing((RouteGroup group) -> -group.prefix().length()))
            .map(RouteGroup.class::cast)
            .toList();
    this.groups.forEach(this::check);
    var routes = routes(resources);
    withBody = routes.stream().filter(Route::declaresBody).toList();
    for (var route : routes) {
      addFirstSegment(route.template());
      if (route.rateLimitExempt()) {
        exempt.add(route.template());
      }
    }
  }

  private void check(RouteGroup group) {
    if (!group.prefix().matches("(/[A-Za-z0-9._-]+)+")) {
      throw new IllegalStateException("Not a prefix of routes: " + group.prefix());
    }
    if (groups.stream().anyMatch(each -> each != group && each.prefix().equals(group.prefix()))) {
      throw new IllegalStateException("Two groups of routes have the prefix " + group.prefix());
    }
    addFirstSegment(group.prefix());
  }

  private void addFirstSegment(String template) {
    var segment = firstSegment(template);
    if (!segment.isEmpty() && !segment.startsWith("{")) {
      firstSegments.add(segment);
    }
  }

  private static List<Class<?>> resources(BeanContainer beans) {
    return beans.getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .<Class<?>>map(Bean::getBeanClass)
        .filter(type -> type.isAnnotationPresent(Path.class))
        .distinct()
        .toList();
  }

  private static List<Route> routes(Collection<Class<?>> resources) {
    var routes = new ArrayList<Route>();
    for (var resource : resources) {
      for (var method : resource.getDeclaredMethods()) {
        var route = Route.of(method);
        if (!route.method().isEmpty()) {
          routes.add(route);
        }
      }
    }
    return routes;
  }

  /** The group with the longest prefix; one that declares nothing where there is none. */
  public RouteGroup groupOf(String path) {
    for (var group : groups) {
      if (group.contains(path)) {
        return group;
      }
    }
    return UNGROUPED;
  }

  @Override
  public ErrorDialect of(String path) {
    return groupOf(path).errors();
  }

  /** The route that a request is for, if it declares something about its body. */
  public Optional<Route> withBody(String method, String path) {
    for (var route : withBody) {
      if (route.method().equals(method) && route.matches(path)) {
        return Optional.of(route);
      }
    }
    return Optional.empty();
  }

  /** The largest buffered body that a route declares, in bytes; 0 if none does. */
  public int largestBody() {
    return withBody.stream()
        .map(Route::bodyLimit)
        .mapToInt(limit -> limit == null ? 0 : limit.value())
        .max()
        .orElse(0);
  }

  public boolean isRateLimitExempt(String path) {
    return exempt.contains(path);
  }

  /**
   * Whether a path is for programs, so that no page is ever served there: its first segment, with
   * or without a file extension, is the first segment of a route or of a group.
   */
  public boolean isForPrograms(String path) {
    var segment = firstSegment(path);
    if (firstSegments.contains(segment)) {
      return true;
    }
    int dot = segment.indexOf('.');
    return dot > 0 && firstSegments.contains(segment.substring(0, dot));
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return path.substring(Math.min(1, path.length()), end < 0 ? path.length() : end);
  }
}
