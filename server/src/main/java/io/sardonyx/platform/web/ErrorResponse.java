package io.sardonyx.platform.web;

import java.util.Map;

/**
 * An error response as an {@link ErrorDialect} writes it.
 *
 * @param headers besides those of every error
 * @param body written as JSON
 */
public record ErrorResponse(int status, Map<String, String> headers, Object body) {
  public ErrorResponse {
    headers = Map.copyOf(headers);
  }

  public static ErrorResponse of(int status, Object body) {
    return new ErrorResponse(status, Map.of(), body);
  }
}
