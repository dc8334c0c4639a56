package io.sardonyx.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** Problem documents for what is refused before a resource is asked. */
final class ProblemWriter {
  private static final String RETRY_AFTER_SECONDS = "2";

  private ProblemWriter() {}

  static void write(HttpServerRequest request, Problem problem) {
    write(
        request,
        ProblemDocument.of(problem, Correlation.requestId(request)),
        problem.kind().retryable());
  }

  static void write(HttpServerRequest request, int status) {
    write(request, ProblemMappers.byStatus(status, Correlation.requestId(request)), false);
  }

  static void write(HttpServerRequest request, ProblemDocument document, boolean retryable) {
    var response = request.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (retryable) {
      response.putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    response
        .setStatusCode(document.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, ProblemDocument.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, SecurityHeaders.NO_STORE)
        .end(json(document))
        .onFailure(gone -> request.connection().close());
  }

  private static Buffer json(ProblemDocument document) {
    try {
      return Buffer.buffer(Json.mapper().writeValueAsBytes(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
