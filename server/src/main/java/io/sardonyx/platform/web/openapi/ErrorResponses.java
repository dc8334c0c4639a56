package io.sardonyx.platform.web.openapi;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ProblemDocument;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** In the API's document: with what a route answers that does not do what was asked. */
final class ErrorResponses {
  private static final String PROBLEM = "Problem";
  private static final String RESPONSES = "#/components/responses/";
  private static final String SCHEMAS = "#/components/schemas/";

  /** Where failures have another form: {@link ErrorDialect}; but not what the edge refuses. */
  private static final Map<String, String> DIALECTS =
      Map.of("/auth/v1/", "AuthFailure", "/v1/", "OpenAiFailure");

  private static final Map<String, String> DESCRIPTIONS =
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

  private ErrorResponses() {}

  static void describe(Components components) {
    components.addSchema(PROBLEM, problem());
    components.addSchema("AuthFailure", authFailure());
    components.addSchema("OpenAiFailure", openAiFailure());
    new TreeMap<>(DESCRIPTIONS)
        .forEach((status, description) ->
            components.addResponse(
                PROBLEM + status,
                OASFactory.createAPIResponse()
                    .description(description)
                    .content(content(ProblemDocument.MEDIA_TYPE, PROBLEM))));
  }

  /**
   * Those that it says itself stay.
   *
   * @param asksWho whether it is for those who say who they are
   */
  static void add(String path, HttpMethod method, Operation operation, boolean asksWho) {
    var responses = operation.getResponses();
    if (responses == null) {
      responses = OASFactory.createAPIResponses();
      operation.setResponses(responses);
    }
    for (var status : statuses(method, operation, asksWho)) {
      var said = responses.getAPIResponse(status);
      if (said == null || said.getRef() == null && said.getContent() == null) {
        add(path, responses, status);
      }
    }
  }

  private static void add(String path, APIResponses responses, String status) {
    var response = OASFactory.createAPIResponse();
    var dialect =
        DIALECTS.entrySet().stream()
            .filter(each -> path.startsWith(each.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    responses.addAPIResponse(
        status,
        dialect.isEmpty()
            ? response.ref(RESPONSES + PROBLEM + status)
            : response
                .description(DESCRIPTIONS.get(status))
                .content(
                    content("application/json", dialect.get())
                        .addMediaType(ProblemDocument.MEDIA_TYPE, mediaType(PROBLEM))));
  }

  private static Set<String> statuses(HttpMethod method, Operation operation, boolean asksWho) {
    var statuses = new TreeSet<>(List.of("400", "429", "503"));
    if (asksWho) {
      statuses.addAll(List.of("401", "403"));
    }
    if (method != HttpMethod.GET) {
      statuses.addAll(List.of("404", "409", "422"));
    }
    if (operation.getRequestBody() != null) {
      statuses.addAll(List.of("413", "415"));
    }
    if (operation.getParameters() != null && !operation.getParameters().isEmpty()) {
      statuses.addAll(List.of("404", "422"));
    }
    return statuses;
  }

  private static Content content(String mediaType, String schema) {
    return OASFactory.createContent().addMediaType(mediaType, mediaType(schema));
  }

  private static MediaType mediaType(String schema) {
    return OASFactory.createMediaType().schema(OASFactory.createSchema().ref(SCHEMAS + schema));
  }

  private static Schema problem() {
    var error =
        text(SchemaType.OBJECT, "What is wrong with one field")
            .addProperty("field", text(SchemaType.STRING, "As in settings.theme"))
            .addProperty("detail", text(SchemaType.STRING, "What is wrong with it"))
            .required(List.of("field", "detail"));
    return text(SchemaType.OBJECT, "Why a request was not done (RFC 9457)")
        .addProperty("type", text(SchemaType.STRING, "about:blank"))
        .addProperty("title", text(SchemaType.STRING, "What the status is called"))
        .addProperty("status", text(SchemaType.INTEGER, "The HTTP status"))
        .addProperty("code", text(SchemaType.STRING, "Stable, for programs"))
        .addProperty("detail", text(SchemaType.STRING, "A sentence for a person"))
        .addProperty("request_id", text(SchemaType.STRING, "As in the X-Request-Id header"))
        .addProperty("errors", OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
        .required(List.of("type", "title", "status", "code", "detail"));
  }

  private static Schema authFailure() {
    return text(SchemaType.OBJECT, "Why a request was not done, as Supabase Auth says it")
        .addProperty(
            "code",
            text(SchemaType.INTEGER, "The HTTP status; with X-Supabase-Api-Version, error_code")
                .addType(SchemaType.STRING))
        .addProperty("error_code", text(SchemaType.STRING, "Stable, for programs"))
        .addProperty("msg", text(SchemaType.STRING, "A sentence for a person"))
        .addProperty("message", text(SchemaType.STRING, "The same, with X-Supabase-Api-Version"))
        .required(List.of("code"));
  }

  private static Schema openAiFailure() {
    var error =
        text(SchemaType.OBJECT, "What is wrong")
            .addProperty("message", text(SchemaType.STRING, "A sentence for a person"))
            .addProperty("type", text(SchemaType.STRING, "A kind of failure"))
            .addProperty("param", text(SchemaType.STRING, "The field").addType(SchemaType.NULL))
            .addProperty("code", text(SchemaType.STRING, "Stable, for programs"))
            .required(List.of("message", "type", "code"));
    return text(SchemaType.OBJECT, "Why a request was not done, as OpenAI says it")
        .addProperty("error", error)
        .required(List.of("error"));
  }

  private static Schema text(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }
}
