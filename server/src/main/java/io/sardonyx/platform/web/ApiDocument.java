package io.sardonyx.platform.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
import org.jspecify.annotations.Nullable;

/**
 * What is true of every route and therefore stands in none of them: who may call it, and the
 * problem documents that it answers with. Runs while the program is built.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class ApiDocument implements OASFilter {
  private static final String PROBLEM = "Problem";
  private static final String REFERENCE = "#/components/responses/";
  private static final Map<String, DotName> METHODS =
      Map.of(
          "GET", DotName.createSimple(GET.class),
          "POST", DotName.createSimple(POST.class),
          "PUT", DotName.createSimple(PUT.class),
          "PATCH", DotName.createSimple(PATCH.class),
          "DELETE", DotName.createSimple(DELETE.class));

  private static final Map<String, String> RESPONSES =
      Map.of(
          "400", "Malformed: not JSON, an unknown field, a wrong type, a bad parameter",
          "401", "Nobody is signed in, or no longer",
          "403", "The role does not include this, or the CSRF token is missing",
          "404", "It does not exist, or belongs to somebody else",
          "409", "It contradicts what is there",
          "413", "The body is too large",
          "415", "The body is not application/json",
          "422", "Well formed, and not acceptable; errors names the fields",
          "429", "Too many at once or too often; Retry-After says when to come back",
          "503", "The database is not available; Retry-After says when to come back");

  private final Set<String> anonymous;
  private final Set<String> idempotent;
  private final Presence presence;

  public ApiDocument(IndexView index) {
    anonymous = annotated(index, Anonymous.class);
    idempotent = annotated(index, Idempotent.class);
    presence = new Presence(index);
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
    describeProblem(components);
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
      answer(operation, "401");
      answer(operation, "403");
    }
    var parameters =
        operation.getParameters() == null ? List.<Parameter>of() : operation.getParameters();
    if (operation.getRequestBody() != null) {
      List.of("400", "409", "413", "415", "422").forEach(status -> answer(operation, status));
    } else if (!parameters.isEmpty()) {
      answer(operation, "400");
    }
    if (parameters.stream().anyMatch(parameter -> parameter.getIn() == Parameter.In.PATH)) {
      answer(operation, "404");
    }
    answer(operation, "429");
    answer(operation, "503");
  }

  private static void answer(Operation operation, String status) {
    var responses = operation.getResponses();
    if (responses == null) {
      responses = OASFactory.createAPIResponses();
      operation.setResponses(responses);
    }
    if (!responses.hasAPIResponse(status)) {
      responses.addAPIResponse(
          status, OASFactory.createAPIResponse().ref(REFERENCE + PROBLEM + status));
    }
  }

  private static SecurityRequirement requirement(String scheme) {
    return OASFactory.createSecurityRequirement().addScheme(scheme);
  }

  private static void describeProblem(Components components) {
    components.addSchema(PROBLEM, problemSchema());
    new TreeMap<>(RESPONSES)
        .forEach((status, description) ->
            components.addResponse(
                PROBLEM + status,
                OASFactory.createAPIResponse()
                    .description(description)
                    .content(
                        OASFactory.createContent()
                            .addMediaType(
                                ProblemDocument.MEDIA_TYPE,
                                OASFactory.createMediaType()
                                    .schema(
                                        OASFactory.createSchema()
                                            .ref("#/components/schemas/" + PROBLEM))))));
  }

  private static Schema problemSchema() {
    var error =
        text(Schema.SchemaType.OBJECT, "What is wrong with one field")
            .addProperty("field", text(Schema.SchemaType.STRING, "As in settings.theme"))
            .addProperty("detail", text(Schema.SchemaType.STRING, "What is wrong with it"))
            .required(List.of("field", "detail"));
    return text(Schema.SchemaType.OBJECT, "Why a request was not done (RFC 9457)")
        .addProperty("type", text(Schema.SchemaType.STRING, "about:blank"))
        .addProperty("title", text(Schema.SchemaType.STRING, "What the status is called"))
        .addProperty("status", text(Schema.SchemaType.INTEGER, "The HTTP status"))
        .addProperty("code", text(Schema.SchemaType.STRING, "Stable, for programs"))
        .addProperty("detail", text(Schema.SchemaType.STRING, "A sentence for a person"))
        .addProperty("request_id", text(Schema.SchemaType.STRING, "As in the X-Request-Id header"))
        .addProperty(
            "errors", OASFactory.createSchema().addType(Schema.SchemaType.ARRAY).items(error))
        .required(List.of("type", "title", "status", "code", "detail"));
  }

  private static Schema text(Schema.SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
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
