package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * The form of error responses. Routes that implement another product's API use that product's form,
 * so that clients made for it understand them.
 */
public interface ErrorDialect {
  ErrorResponse response(ProblemDocument problem, HttpServerRequest request);

  /** The name of the body's schema in the API document. */
  String schemaName();

  /** The body's schema in the API document. */
  Schema schema();

  /** The body's media type. */
  String mediaType();
}
