package io.sardonyx.platform.web.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.sardonyx.platform.web.authentication.SessionCookie;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.Idempotent;
import io.sardonyx.platform.web.routes.Route;
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
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * What is true of every route and therefore stands in none of them: who may call it, and the
 * problem documents that it answers with. Runs while the program is built.
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
  private final Nullability presence;

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
    presence = new Nullability(index);
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
      presence.say(components.getSchemas());
    }
    ErrorResponses.describe(components);
    describeCredentials(components);
    if (document.getPaths() == null) {
      return;
    }
    document
        .getPaths()
        .getPathItems()
        .forEach((path, item) ->
            item.getOperations().forEach((method, operation) -> say(path, method, operation)));
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

  private void say(String path, HttpMethod method, Operation operation) {
    if (idempotent.contains(method + " " + path)) {
      operation.addParameter(
          OASFactory.createParameter()
              .name("Idempotency-Key")
              .in(Parameter.In.HEADER)
              .description(
                  "Of your own choice: a repeat with the same key and body gets the first answer"
                      + " again, for a day, and nothing is done twice")
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
    // Passwords, secret links and an application's key are asked for by the methods themselves.
    boolean asksWho =
        !open || method != HttpMethod.GET || path.contains("{") || path.startsWith("/auth/v1/");
    ErrorResponses.add(path, method, operation, asksWho);
  }

  /** What a method answers with that says so to the framework only. */
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
            .description("In browsers; what changes something needs the header X-CSRF-Token too"));
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
