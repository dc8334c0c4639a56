package io.sardonyx.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Writes error responses for requests that are refused before a resource method is called. */
@Singleton
public class ProblemWriter {
  private static final String RETRY_AFTER_SECONDS = "2";

  private final ErrorDialects dialects;

  public ProblemWriter(ErrorDialects dialects) {
    this.dialects = dialects;
  }

  public void write(HttpServerRequest request, Problem problem) {
    write(
        request,
        ProblemDocument.of(problem, Correlation.requestId(request)),
        problem.kind().retryable() || problem.retryAfter().isPresent()
            ? problem.retryAfter().map(Statuses::seconds).orElse(RETRY_AFTER_SECONDS)
            : null);
  }

  public void write(HttpServerRequest request, int status) {
    write(request, ProblemMappers.byStatus(status, Correlation.requestId(request)), null);
  }

  private void write(
      HttpServerRequest request, ProblemDocument document, @Nullable String retryAfter) {
    var response = request.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (retryAfter != null) {
      response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter);
    }
    var dialect = dialects.of(String.valueOf(request.path()));
    var error = dialect.response(document, request);
    error.headers().forEach(response::putHeader);
    response
        .setStatusCode(error.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, dialect.mediaType())
        .putHeader(HttpHeaders.CACHE_CONTROL, SecurityHeaders.NO_STORE)
        .end(json(error.body()))
        .onFailure(gone -> request.connection().close());
  }

  private static Buffer json(Object body) {
    try {
      return Buffer.buffer(Json.mapper().writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
