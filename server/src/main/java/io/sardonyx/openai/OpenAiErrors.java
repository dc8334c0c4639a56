package io.sardonyx.openai;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.ProblemDocument;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Failures as clients of OpenAI's API look for them. */
@Singleton
class OpenAiErrors implements ErrorDialect {
  private record Said(Error error) {}

  /**
   * @param param the field that is wrong, where it is one
   * @param code stable, for programs
   */
  private record Error(String message, String type, @Nullable String param, String code) {}

  @Override
  public String prefix() {
    return "/v1/";
  }

  @Override
  public Response.ResponseBuilder say(ProblemDocument problem, HttpServerRequest request) {
    var field = problem.errors().isEmpty() ? null : problem.errors().getFirst().field();
    return Response.status(problem.status())
        .type(MediaType.APPLICATION_JSON)
        .entity(
            new Said(new Error(problem.detail(), type(problem.status()), field, problem.code())));
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
