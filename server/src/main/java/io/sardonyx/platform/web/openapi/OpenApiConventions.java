package io.sardonyx.platform.web.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.sardonyx.platform.web.authentication.SessionCookie;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.Idempotent;
import io.sardonyx.platform.web.routes.Route;
import io.sardonyx.platform.web.routes.RouteGroup;
import io.sardonyx.platform.web.routes.RouteTable;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Adds to the API document what holds for every route and is therefore declared by none: its
 * credentials and its error responses. Runs while the program is built.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OpenApiConventions implements OASFilter {
  private static final String NOT_BLANK = "(?s).*\\S.*";
  private static final String USUAL_SUCCESS = "200";
  private static final Map<String, DotName> METHODS =
      Map.of(
          "GET", DotName.createSimple(GET.class),
          "POST", DotName.createSimple(POST.class),
          "PUT", DotName.createSimple(PUT.class),
          "PATCH", DotName.createSimple(PATCH.class),
          "DELETE", DotName.createSimple(DELETE.class));

  private final Set<String> anonymous;
  private final Set<String> idempotent;
  private final Map<String, String> successes;
  private final Nullability nullability;
  private final RouteTable routes;
  private final List<RouteGroup> groups;

  public OpenApiConventions(IndexView index) {
    anonymous = annotated(index, Anonymous.class);
    idempotent = annotated(index, Idempotent.class);
    successes =
        index.getAnnotations(DotName.createSimple(ResponseStatus.class)).stream()
            .filter(found -> found.target().kind() == AnnotationTarget.Kind.METHOD)
            .collect(
                Collectors.toUnmodifiableMap(
                    found -> address(found.target().asMethod()),
                    found -> found.value().asString(),
                    (one, same) -> one));
    nullability = new Nullability(index);
    groups = groups(index);
    routes = new RouteTable(List.of(), groups);
  }

  private static List<RouteGroup> groups(IndexView index) {
    return index.getAllKnownImplementations(RouteGroup.class).stream()
        .map(OpenApiConventions::group)
        .toList();
  }

  private static RouteGroup group(ClassInfo type) {
    try {
      var loader = OpenApiConventions.class.getClassLoader();
      return (RouteGroup)
          Class.forName(type.name().toString(), true, loader).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type.name() + " has no public constructor", e);
    }
  }

  private static Set<String> annotated(IndexView index, Class<?> annotation) {
    return index.getAnnotations(DotName.createSimple(annotation)).stream()
        .filter(found -> found.target().kind() == AnnotationTarget.Kind.METHOD)
        .map(found -> address(found.target().asMethod()))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public void filterOpenAPI(OpenAPI document) {
    var components = document.getComponents();
    if (components == null) {
      components = OASFactory.createComponents();
      document.setComponents(components);
    }
    if (components.getSchemas() != null) {
      nullability.describe(components.getSchemas());
    }
    ErrorResponses.describe(components, groups);
    describeCredentials(components);
    if (document.getPaths() == null) {
      return;
    }
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().forEach((method, operation) -> describe(path, method, operation)));
  }

  /**
   * A pattern is of the whole text for the validator and of any piece of it for JSON Schema, whose
   * expressions are JavaScript's.
   */
  @Override
  public Schema filterSchema(Schema schema) {
    var pattern = schema.getPattern();
    if (pattern != null && pattern.equals(NOT_BLANK)) {
      schema.setPattern("\\S");
    } else if (pattern != null && !pattern.equals("\\S") && !pattern.startsWith("^")) {
      schema.setPattern("^(?:" + pattern + ")$");
    }
    return schema;
  }

  private void describe(String path, HttpMethod method, Operation operation) {
    if (idempotent.contains(method + " " + path)) {
      operation.addParameter(
          OASFactory.createParameter()
              .name("Idempotency-Key")
              .in(Parameter.In.HEADER)
              .description(
                  "A key that the client chooses. For a day, a repeat with the same key and body"
                      + " returns the first response and changes nothing")
              .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING).maxLength(255)));
    }
    boolean open = anonymous.contains(method + " " + path);
    if (open) {
      operation.setSecurity(List.of());
    } else {
      for (var scheme : List.of("bearer", "cookie", "api_key")) {
        operation.addSecurityRequirement(requirement(scheme));
      }
    }
    moveSuccess(operation, successes.get(method + " " + path));
    var group = routes.groupOf(path);
    // Anonymous routes may ask for a password, a secret link or an application's key themselves.
    boolean needsCredentials =
        !open || method != HttpMethod.GET || path.contains("{") || group.asksForKey();
    ErrorResponses.add(group.errors(), method, operation, needsCredentials);
  }

  /** The status of success that a method declares to the framework only. */
  private static void moveSuccess(Operation operation, @Nullable String status) {
    var responses = operation.getResponses();
    if (status != null && responses != null && responses.hasAPIResponse(USUAL_SUCCESS)) {
      responses.addAPIResponse(
          status, responses.getAPIResponse(USUAL_SUCCESS).description("Created"));
      responses.removeAPIResponse(USUAL_SUCCESS);
    }
  }

  private static SecurityRequirement requirement(String scheme) {
    return OASFactory.createSecurityRequirement().addScheme(scheme);
  }

  private static void describeCredentials(Components components) {
    components.addSecurityScheme(
        "bearer",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.HTTP)
            .scheme("bearer")
            .description("An access token, or a token that an application's backend signed"));
    components.addSecurityScheme(
        "cookie",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.COOKIE)
            .name(SessionCookie.ACCESS.ofThisHost())
            .description(
                "In browsers; requests that change something also need the X-CSRF-Token header"));
    components.addSecurityScheme(
        "api_key",
        OASFactory.createSecurityScheme()
            .type(SecurityScheme.Type.APIKEY)
            .in(SecurityScheme.In.HEADER)
            .name("X-API-Key")
            .description("For programs"));
  }

  private static String address(MethodInfo method) {
    var verb =
        METHODS.entrySet().stream()
            .filter(known -> method.hasAnnotation(known.getValue()))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse("");
    var path = DotName.createSimple(Path.class);
    return verb
        + " "
        + Route.template(
            value(method.declaringClass().declaredAnnotation(path)),
            value(method.annotation(path)));
  }

  private static String value(@Nullable AnnotationInstance path) {
    return path == null ? "" : path.value().asString();
  }
}
