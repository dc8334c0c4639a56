package io.sardonyx.platform.web.routes;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a resource method declares by its annotations.
 *
 * @param method the HTTP method; empty where a route answers several
 * @param template its path with names in place of parameters, as metrics and the API document have
 *     it
 * @param allowedBefore the required actions that its caller may still have to do
 * @param rateLimits the rate classes that its requests are counted in
 * @param bodyLimit null for the limit of every route
 * @param streamedBody null where the body is buffered
 */
public record Route(
    String method,
    String template,
    boolean anonymous,
    Set<RequiredAction> allowedBefore,
    List<RateLimited> rateLimits,
    boolean rateLimitExempt,
    @Nullable BodyLimit bodyLimit,
    @Nullable StreamedBody streamedBody) {
  /** The key of a request's route in its routing context, once it is known. */
  public static final String KEY = "sardonyx.route";

  private static final ConcurrentHashMap<Method, Route> ROUTES = new ConcurrentHashMap<>();

  public static Route of(Method method) {
    var known = ROUTES.get(method);
    return known == null ? ROUTES.computeIfAbsent(method, Route::read) : known;
  }

  /** What is served by no resource method and declares nothing, such as a file or a WebSocket. */
  public static Route undeclared(String template) {
    return new Route("", template, true, Set.of(), List.of(), false, null, null);
  }

  private static Route read(Method method) {
    return new Route(
        httpMethod(method),
        template(
            value(method.getDeclaringClass().getAnnotation(Path.class)),
            value(method.getAnnotation(Path.class))),
        method.isAnnotationPresent(Anonymous.class),
        allowedBefore(method),
        List.of(method.getAnnotationsByType(RateLimited.class)),
        method.isAnnotationPresent(RateLimitExempt.class),
        declared(method, BodyLimit.class),
        declared(method, StreamedBody.class));
  }

  private static String httpMethod(Method method) {
    return Arrays.stream(method.getAnnotations())
        .map(each -> each.annotationType().getAnnotation(HttpMethod.class))
        .filter(Objects::nonNull)
        .map(HttpMethod::value)
        .findFirst()
        .orElse("");
  }

  private static <A extends Annotation> @Nullable A declared(Method method, Class<A> type) {
    var own = method.getAnnotation(type);
    return own == null ? method.getDeclaringClass().getAnnotation(type) : own;
  }

  private static Set<RequiredAction> allowedBefore(Method method) {
    var actions = EnumSet.noneOf(RequiredAction.class);
    if (method.isAnnotationPresent(AllowedBeforeSecondFactor.class)) {
      actions.add(RequiredAction.SECOND_FACTOR);
    }
    if (method.isAnnotationPresent(AllowedBeforePasswordChange.class)) {
      actions.add(RequiredAction.PASSWORD_CHANGE);
    }
    return Set.copyOf(actions);
  }

  /** Whether its body is handled in another way than those of most routes. */
  boolean declaresBody() {
    return bodyLimit != null || streamedBody != null;
  }

  /** Whether a path matches its template. */
  boolean matches(String path) {
    var segments = path.split("/", -1);
    var template = this.template.split("/", -1);
    int length = path.endsWith("/") ? segments.length - 1 : segments.length;
    if (length != template.length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      boolean parameter = template[i].startsWith("{");
      if (parameter ? segments[i].isEmpty() : !segments[i].equals(template[i])) {
        return false;
      }
    }
    return true;
  }

  /** Whether a request with this query is counted in the rate class. */
  public static boolean isCounted(RateLimited limit, @Nullable String query) {
    return limit.unlessQuery().isEmpty() || !limit.unlessQuery().equals(query);
  }

  /** The path of a class and the path of its method as one. */
  public static String template(String ofClass, String ofMethod) {
    var whole = part(ofClass) + part(ofMethod);
    return whole.isEmpty() ? "/" : whole;
  }

  /** Without the patterns that a template may hold: {@code {id: [0-9]+}} is {@code {id}}. */
  private static String part(String path) {
    var text = path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*\\}", "{$1}");
    var stripped = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    return stripped.isEmpty() || stripped.startsWith("/") ? stripped : "/" + stripped;
  }

  private static String value(@Nullable Path path) {
    return path == null ? "" : path.value();
  }
}
