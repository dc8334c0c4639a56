package io.sardonyx.platform.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Problem documents for what is refused before a resource is asked. */
public final class ProblemWriter {
  private static final String RETRY_AFTER_SECONDS = "2";

  private ProblemWriter() {}

  public static void write(HttpServerRequest request, Problem problem) {
    write(
        request,
        ProblemDocument.of(problem, Correlation.requestId(request)),
        problem.kind().retryable()
            ? problem.retryAfter().map(Statuses::seconds).orElse(RETRY_AFTER_SECONDS)
            : null);
  }

  public static void write(HttpServerRequest request, int status) {
    write(request, ProblemMappers.byStatus(status, Correlation.requestId(request)), null);
  }

  private static void write(
      HttpServerRequest request, ProblemDocument document, @Nullable String retryAfter) {
    var response = request.response();
    if (response.headWritten()) {
      response.reset();
      return;
    }
    if (retryAfter != null) {
      response.putHeader(HttpHeaders.RETRY_AFTER, retryAfter);
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
