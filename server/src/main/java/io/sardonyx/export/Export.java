package io.sardonyx.export;

import io.sardonyx.platform.web.ResponseAbort;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What is about to be written down.
 *
 * @param body writes it, some messages at a time
 */
record Export(String mediaType, String fileName, Body body) {
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * As a file to keep, never as a page to show. What breaks off does not end as if it were whole.
   */
  Response response(HttpServerRequest request) {
    StreamingOutput written =
        out -> {
          try {
            body.writeTo(out);
          } catch (IOException | RuntimeException broken) {
            if (request.response().headWritten()) {
              ResponseAbort.abort(request);
            }
            throw broken;
          }
        };
    return Response.ok(written)
        .type(mediaType)
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + fileName + "\"")
        .build();
  }
}
