package io.sardonyx.openai;

import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ErrorResponse;
import io.sardonyx.platform.web.ProblemDocument;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Errors in the form that clients of OpenAI's API expect. */
final class OpenAiErrors implements ErrorDialect {
  record ErrorBody(Error error) {}

  /**
   * @param param the invalid field, if it is one
   * @param code stable, for programs
   */
  record Error(String message, String type, @Nullable String param, String code) {}

  @Override
  public ErrorResponse response(ProblemDocument problem, HttpServerRequest request) {
    var field = problem.errors().isEmpty() ? null : problem.errors().getFirst().field();
    var error = new Error(problem.detail(), type(problem.status()), field, code(problem));
    return ErrorResponse.of(problem.status(), new ErrorBody(error));
  }

  /** Clients know one code for whatever is wrong with what they authenticate with. */
  private static String code(ProblemDocument problem) {
    boolean isOfCaller = problem.status() == 401 && !problem.code().startsWith("model_");
    return isOfCaller ? "invalid_api_key" : problem.code();
  }

  /** In a stream that has begun. */
  static ErrorBody body(Problem problem) {
    int status = problem.kind().status();
    return new ErrorBody(
        new Error(problem.detail(), type(status), problem.field().orElse(null), problem.code()));
  }

  @Override
  public String mediaType() {
    return MediaType.APPLICATION_JSON;
  }

  @Override
  public String schemaName() {
    return "OpenAiFailure";
  }

  @Override
  public Schema schema() {
    var error =
        schema(SchemaType.OBJECT, "The error")
            .addProperty("message", schema(SchemaType.STRING, "A sentence for a person"))
            .addProperty("type", schema(SchemaType.STRING, "The kind of error"))
            .addProperty(
                "param", schema(SchemaType.STRING, "The invalid field").addType(SchemaType.NULL))
            .addProperty("code", schema(SchemaType.STRING, "A stable code, for programs"))
            .required(List.of("message", "type", "code"));
    return schema(SchemaType.OBJECT, "An error in the form of OpenAI's API")
        .addProperty("error", error)
        .required(List.of("error"));
  }

  private static Schema schema(SchemaType type, String description) {
    return OASFactory.createSchema().addType(type).description(description);
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
