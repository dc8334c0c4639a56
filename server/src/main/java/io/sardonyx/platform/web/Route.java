package io.sardonyx.platform.web;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a resource method before it is called.
 *
 * @param template its address with names in place of ids, as metrics and the API document have it
 */
public record Route(String template, boolean anonymous) {
  /** Where a request's route is found once JAX-RS has matched it. */
  public static final String KEY = "sardonyx.route";

  private static final ConcurrentHashMap<Method, Route> ROUTES = new ConcurrentHashMap<>();

  static Route of(Method method) {
    var known = ROUTES.get(method);
    return known == null ? ROUTES.computeIfAbsent(method, Route::read) : known;
  }

  private static Route read(Method method) {
    var template =
        path(method.getDeclaringClass().getAnnotation(Path.class))
            + path(method.getAnnotation(Path.class));
    return new Route(
        template.isEmpty() ? "/" : template, method.isAnnotationPresent(Anonymous.class));
  }

  /** Without the patterns that a template may hold: {@code {id: [0-9]+}} is {@code {id}}. */
  private static String path(@Nullable Path path) {
    if (path == null) {
      return "";
    }
    var text = path.value().replaceAll("\\{\\s*(\\w+)\\s*:[^}]*\\}", "{$1}");
    var stripped = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return stripped.isEmpty() || stripped.startsWith("/") ? stripped : "/" + stripped;
  }
}
