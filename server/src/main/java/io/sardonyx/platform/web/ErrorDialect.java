package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;

/**
 * How failures are said on routes that speak somebody else's language, so that the clients made for
 * it understand them. Everywhere else they are problem documents.
 */
public interface ErrorDialect {
  /** As in {@code /auth/v1/}. */
  String prefix();

  /**
   * @return with its status, its body and what else that language has
   */
  Response.ResponseBuilder say(ProblemDocument problem, HttpServerRequest request);
}
