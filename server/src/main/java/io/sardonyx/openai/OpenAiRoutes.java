package io.sardonyx.openai;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.routes.CorsPolicy;
import io.sardonyx.platform.web.routes.RouteGroup;
import jakarta.inject.Singleton;

/** The routes that implement OpenAI's API. */
@Singleton
public class OpenAiRoutes implements RouteGroup {
  /** The headers that OpenAI's JavaScript client sets. */
  private static final CorsPolicy CORS =
      CorsPolicy.ofAnyOrigin(
          "GET, POST",
          "authorization, content-type, apikey, x-api-key, openai-organization, openai-project,"
              + " openai-beta, x-request-id, x-stainless-arch, x-stainless-lang, x-stainless-os,"
              + " x-stainless-package-version, x-stainless-retry-count, x-stainless-runtime,"
              + " x-stainless-runtime-version, x-stainless-timeout, x-stainless-helper-method,"
              + " x-stainless-async, x-stainless-poll-helper, idempotency-key",
          "x-request-id, retry-after");

  private final ErrorDialect errors = new OpenAiErrors();

  @Override
  public String prefix() {
    return "/v1";
  }

  @Override
  public CorsPolicy cors() {
    return CORS;
  }

  @Override
  public ErrorDialect errors() {
    return errors;
  }
}
