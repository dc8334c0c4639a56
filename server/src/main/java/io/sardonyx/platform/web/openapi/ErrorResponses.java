package io.sardonyx.platform.web.openapi;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ProblemDialect;
import io.sardonyx.platform.web.routes.RouteGroup;
import java.util.Collection;
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
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/** Describes the error responses of every route in the API document. */
final class ErrorResponses {
  private static final ErrorDialect PROBLEM = ProblemDialect.INSTANCE;
  private static final String RESPONSES = "#/components/responses/";
  private static final String SCHEMAS = "#/components/schemas/";

  private static final Map<String, String> DESCRIPTIONS =
      Map.of(
          "400",
              "Malformed request: invalid JSON, an unknown field, a wrong type, an invalid parameter",
          "401", "Credentials are missing, invalid or expired",
          "403", "The caller lacks the permission, or the CSRF token is missing",
          "404", "Not found, or not visible to the caller",
          "409", "Conflict with the current state",
          "413", "The body is too large",
          "415", "The media type of the body is not supported",
          "422", "Validation failed; errors names the fields",
          "429", "Too many requests; Retry-After says when to retry",
          "503", "The server or its database is unavailable; Retry-After says when to retry");

  private ErrorResponses() {}

  static void describe(Components components, Collection<RouteGroup> groups) {
    components.addSchema(PROBLEM.schemaName(), PROBLEM.schema());
    for (var group : groups) {
      components.addSchema(group.errors().schemaName(), group.errors().schema());
    }
    new TreeMap<>(DESCRIPTIONS)
        .forEach((status, description) ->
            components.addResponse(
                PROBLEM.schemaName() + status,
                OASFactory.createAPIResponse().description(description).content(content(PROBLEM))));
  }

  /**
   * Adds the error responses that the operation does not describe itself.
   *
   * @param needsCredentials whether it may answer 401 and 403
   */
  static void add(
      ErrorDialect dialect, HttpMethod method, Operation operation, boolean needsCredentials) {
    var responses = operation.getResponses();
    if (responses == null) {
      responses = OASFactory.createAPIResponses();
      operation.setResponses(responses);
    }
    for (var status : statuses(method, operation, needsCredentials)) {
      var described = responses.getAPIResponse(status);
      if (described == null || described.getRef() == null && described.getContent() == null) {
        add(dialect, responses, status);
      }
    }
  }

  private static void add(ErrorDialect dialect, APIResponses responses, String status) {
    var response = OASFactory.createAPIResponse();
    responses.addAPIResponse(
        status,
        dialect == PROBLEM
            ? response.ref(RESPONSES + PROBLEM.schemaName() + status)
            : response.description(DESCRIPTIONS.get(status)).content(content(dialect)));
  }

  private static Set<String> statuses(
      HttpMethod method, Operation operation, boolean needsCredentials) {
    var statuses = new TreeSet<>(List.of("400", "429", "503"));
    if (needsCredentials) {
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

  private static Content content(ErrorDialect dialect) {
    var schema = OASFactory.createSchema().ref(SCHEMAS + dialect.schemaName());
    return OASFactory.createContent()
        .addMediaType(dialect.mediaType(), OASFactory.createMediaType().schema(schema));
  }
}
