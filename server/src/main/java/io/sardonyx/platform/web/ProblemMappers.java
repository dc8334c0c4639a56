package io.sardonyx.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.sardonyx.platform.database.DatabaseUnavailable;
import io.sardonyx.platform.json.JsonErrors;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.ProblemDocument.FieldError;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Maps every failure of a resource to a response in the error dialect of its route. */
@Singleton
public class ProblemMappers {
  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
  private static final String RETRY_AFTER_SECONDS = "2";

  private final ErrorDialects dialects;

  ProblemMappers(ErrorDialects dialects) {
    this.dialects = dialects;
  }

  @ServerExceptionMapper
  public Response problem(Problem problem, HttpServerRequest request) {
    var response = respond(ProblemDocument.of(problem, Correlation.requestId(request)), request);
    if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }
    if (problem.kind().retryable() || problem.retryAfter().isPresent()) {
      response.header(
          HttpHeaders.RETRY_AFTER,
          problem.retryAfter().map(Statuses::seconds).orElse(RETRY_AFTER_SECONDS));
    }
    return response.build();
  }

  @ServerExceptionMapper
  public Response unavailable(DatabaseUnavailable failure, HttpServerRequest request) {
    LOG.warnf("The database is not available: %s", failure.getCause());
    return problem(
        new Problem(
            Problem.Kind.UNAVAILABLE,
            "database_unavailable",
            "The database is unavailable. Retry the request in a few seconds; with the same"
                + " idempotency key or client message id it is done once."),
        request);
  }

  @ServerExceptionMapper
  public Response invalid(ConstraintViolationException failure, HttpServerRequest request) {
    var errors = ConstraintViolations.errors(failure);
    return respond(
            ProblemDocument.of(
                Problem.Kind.INVALID.status(),
                "invalid_request",
                ConstraintViolations.sentence(errors),
                Correlation.requestId(request),
                errors),
            request)
        .build();
  }

  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException failure, HttpServerRequest request) {
    return json(failure, request);
  }

  @ServerExceptionMapper
  public Response json(JsonProcessingException failure, HttpServerRequest request) {
    var error = JsonErrors.describe(failure);
    return respond(
            ProblemDocument.of(
                Problem.Kind.MALFORMED.status(),
                error.code(),
                error.sentence(),
                Correlation.requestId(request),
                error.field().isEmpty()
                    ? List.of()
                    : List.of(new FieldError(error.field(), error.detail()))),
            request)
        .build();
  }

  @ServerExceptionMapper
  public Response refused(WebApplicationException failure, HttpServerRequest request) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JsonProcessingException malformed) {
        return json(malformed, request);
      }
      if (cause instanceof Problem problem) {
        return problem(problem, request);
      }
    }
    int status = failure.getResponse().getStatus();
    if (status >= 500) {
      return unexpected(failure, request);
    }
    if (status < 400) {
      return failure.getResponse();
    }
    if (failure instanceof NotFoundException && failure.getCause() != null) {
      return problem(
          new Problem(
              Problem.Kind.MALFORMED,
              "malformed_parameter",
              "A parameter in the address is malformed."),
          request);
    }
    var response = respond(byStatus(status, Correlation.requestId(request)), request);
    var allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return (allow == null ? response : response.header(HttpHeaders.ALLOW, allow)).build();
  }

  @ServerExceptionMapper
  public Response unexpected(Throwable failure, HttpServerRequest request) {
    LOG.errorf(failure, "%s %s failed", request.method(), request.path());
    return respond(byStatus(500, Correlation.requestId(request)), request).build();
  }

  static ProblemDocument byStatus(int status, @Nullable String requestId) {
    return ProblemDocument.of(
        status, Statuses.code(status), Statuses.detail(status), requestId, List.of());
  }

  private Response.ResponseBuilder respond(ProblemDocument document, HttpServerRequest request) {
    var dialect = dialects.of(String.valueOf(request.path()));
    var error = dialect.response(document, request);
    var response = Response.status(error.status()).type(dialect.mediaType()).entity(error.body());
    error.headers().forEach(response::header);
    return response;
  }
}
