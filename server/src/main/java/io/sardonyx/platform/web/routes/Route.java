package io.sardonyx.platform.web.routes;

import io.sardonyx.platform.web.limits.RateLimits;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a resource method before it is called.
 *
 * @param template its address with names in place of ids, as metrics and the API document have it
 * @param open what somebody need not have done before it
 * @param guessable null where nothing can be guessed
 * @param costs as what it is counted too; null where it costs no more than others
 */
public record Route(
    String template,
    boolean anonymous,
    Set<RequiredAction> open,
    @Nullable RateLimited guessable,
    RateLimits.@Nullable Kind costs) {
  /** Where a request's route is found once JAX-RS has matched it. */
  public static final String KEY = "sardonyx.route";

  private static final ConcurrentHashMap<Method, Route> ROUTES = new ConcurrentHashMap<>();

  public static Route of(Method method) {
    var known = ROUTES.get(method);
    return known == null ? ROUTES.computeIfAbsent(method, Route::read) : known;
  }

  private static Route read(Method method) {
    return new Route(
        template(
            value(method.getDeclaringClass().getAnnotation(Path.class)),
            value(method.getAnnotation(Path.class))),
        method.isAnnotationPresent(Anonymous.class),
        open(method),
        method.getAnnotation(RateLimited.class),
        costs(method));
  }

  private static RateLimits.@Nullable Kind costs(Method method) {
    var costly = method.getAnnotation(RateClass.class);
    return costly == null ? null : costly.value();
  }

  private static Set<RequiredAction> open(Method method) {
    var open = EnumSet.noneOf(RequiredAction.class);
    if (method.isAnnotationPresent(AllowedBeforeSecondFactor.class)) {
      open.add(RequiredAction.SECOND_FACTOR);
    }
    if (method.isAnnotationPresent(AllowedBeforePasswordChange.class)) {
      open.add(RequiredAction.PASSWORD_CHANGE);
    }
    return Set.copyOf(open);
  }

  public boolean isGuessable(@Nullable String query) {
    return guessable != null && !(query != null && query.equals(guessable.unless()));
  }

  /** A class's and a method's path together. */
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
