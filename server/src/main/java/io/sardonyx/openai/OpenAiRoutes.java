package io.sardonyx.openai;

import io.sardonyx.platform.web.ErrorDialect;
import io.sardonyx.platform.web.routes.RouteGroup;
import jakarta.inject.Singleton;

/** The routes that implement OpenAI's API. */
@Singleton
public class OpenAiRoutes implements RouteGroup {
  private final ErrorDialect errors = new OpenAiErrors();

  @Override
  public String prefix() {
    return "/v1";
  }

  @Override
  public ErrorDialect errors() {
    return errors;
  }
}
