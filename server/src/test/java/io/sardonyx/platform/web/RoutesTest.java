package io.sardonyx.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import io.sardonyx.platform.web.limits.RateClass;
import io.sardonyx.platform.web.limits.RateClassProvider;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.RateLimited;
import io.sardonyx.platform.web.routes.Route;
import io.sardonyx.platform.web.routes.RouteGroup;
import io.sardonyx.platform.web.routes.RouteTable;
import io.sardonyx.testing.ProgramClasses;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Who may call without being anybody: a list that grows only on purpose. */
class RoutesTest {
  private static final Set<String> ANONYMOUS =
      Set.of(
          "GET /.well-known/jwks.json",
          "GET /.well-known/openid-configuration",
          "POST /api/v1/login-sessions",
          "POST /api/v1/login-sessions/refresh",
          // A chat that its owner shares by a link, which may do without a login.
          "GET /api/v1/shared/{token}",
          "POST /auth/v1/signup",
          "POST /auth/v1/token",
          "POST /auth/v1/recover",
          "POST /auth/v1/otp",
          "POST /auth/v1/resend",
          "POST /auth/v1/verify",
          "GET /auth/v1/verify",
          "POST /auth/v1/verify/link",
          "GET /auth/v1/settings",
          "GET /auth/v1/health",
          "GET /auth/v1/.well-known/jwks.json",
          "POST /auth/v1/magiclink",
          "GET /auth/v1/.well-known/openid-configuration",
          "GET /auth/v1/authorize",
          "GET /auth/v1/callback",
          "POST /auth/v1/sso",
          "GET /auth/v1/sso/saml/metadata",
          "POST /auth/v1/sso/saml/acs",
          "GET /auth/v1/reauthenticate",
          "GET /auth/v1/user/identities/authorize",
          "DELETE /auth/v1/user/identities/{id}",
          "GET /auth/v1/passkeys",
          "POST /auth/v1/passkeys/{ceremony}/{step}",
          "PATCH /auth/v1/passkeys/{id}",
          "DELETE /auth/v1/passkeys/{id}",
          "GET /auth/v1/admin/users",
          "POST /auth/v1/admin/users",
          "GET /auth/v1/admin/users/{id}",
          "PUT /auth/v1/admin/users/{id}",
          "DELETE /auth/v1/admin/users/{id}",
          "GET /auth/v1/admin/users/{id}/factors",
          "DELETE /auth/v1/admin/users/{id}/factors/{factor}",
          "POST /auth/v1/invite",
          "POST /auth/v1/admin/generate_link",
          "GET /health",
          "GET /ready",
          "GET /metrics");

  @Test
  void everyRouteNeedsACallerExceptThese() {
    var anonymous =
        methods().stream()
            .filter(method -> method.isAnnotatedWith(Anonymous.class))
            .map(RoutesTest::address)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(anonymous).containsExactlyInAnyOrderElementsOf(ANONYMOUS);
  }

  /** Without a JAX-RS method it would be looked at by no filter, and would be no route either. */
  @Test
  void anonymousIsSaidOfRoutesOnly() {
    var elsewhere =
        classes().stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Anonymous.class))
            .filter(method -> !isRoute(method))
            .map(JavaMethod::getFullName)
            .toList();
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void everyRateClassThatARouteNamesIsRegistered() {
    var named =
        methods().stream()
            .flatMap(method -> Route.of(method.reflect()).rateLimits().stream())
            .map(RateLimited::value)
            .collect(Collectors.toSet());
    var registered =
        instances(RateClassProvider.class).stream()
            .flatMap(provider -> provider.rateClasses().stream())
            .map(RateClass::name)
            .toList();
    assertThat(named).hasSizeGreaterThan(3).isSubsetOf(registered);
    assertThat(registered).doesNotHaveDuplicates();
  }

  /** The HTTP server would refuse a larger body before the edge sees it, in no dialect. */
  @Test
  void theHttpServerTakesWhatRoutesMayDeclare() throws IOException {
    var settings = new Properties();
    try (var file = RoutesTest.class.getResourceAsStream("/application.properties")) {
      settings.load(Objects.requireNonNull(file));
    }
    assertThat(settings.getProperty("quarkus.http.limits.max-body-size")).isEqualTo("1T");
    for (var method : methods()) {
      var route = Route.of(method.reflect());
      var streamed = route.streamedBody();
      assertThat(streamed == null ? 0 : streamed.limit()).as(route.template()).isLessThan(1L << 40);
    }
  }

  @Test
  void theGroupsOfRoutesCanBeRegisteredTogether() {
    var table = new RouteTable(resources(), instances(RouteGroup.class));
    for (var route : List.of("/api/v1/me", "/health", "/.well-known/jwks.json", "/openapi.json")) {
      assertThat(table.isForPrograms(route)).as(route).isTrue();
    }
    for (var page : List.of("/", "/sessions/1", "/docs", "/apis", "/assets/a.js")) {
      assertThat(table.isForPrograms(page)).as(page).isFalse();
    }
    assertThat(List.of("/health", "/ready", "/metrics")).allMatch(table::isRateLimitExempt);
    assertThat(table.isRateLimitExempt("/api/v1/me")).isFalse();
  }

  private static List<Class<?>> resources() {
    return classes().stream()
        .filter(type -> type.isAnnotatedWith(Path.class))
        .<Class<?>>map(JavaClass::reflect)
        .toList();
  }

  private static <T> List<T> instances(Class<T> of) {
    return classes().stream()
        .filter(type -> type.isAssignableTo(of) && !type.isInterface())
        .map(type -> create(type, of))
        .toList();
  }

  private static <T> T create(JavaClass type, Class<T> as) {
    try {
      return as.cast(type.reflect().getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Set<JavaMethod> methods() {
    var methods =
        classes().stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream())
            .filter(RoutesTest::isRoute)
            .collect(Collectors.toSet());
    assertThat(methods).hasSizeGreaterThan(10);
    return methods;
  }

  private static Set<JavaClass> classes() {
    return Set.copyOf(ProgramClasses.all());
  }

  private static boolean isRoute(JavaMethod method) {
    return method.isMetaAnnotatedWith(HttpMethod.class);
  }

  private static String address(JavaMethod method) {
    var verb =
        method.getAnnotations().stream()
            .flatMap(annotation ->
                annotation.getRawType().tryGetAnnotationOfType(HttpMethod.class).stream())
            .map(HttpMethod::value)
            .findFirst()
            .orElseThrow();
    return verb + " " + Route.of(method.reflect()).template();
  }
}
