package io.sardonyx.platform.web.openapi;

import io.sardonyx.platform.web.routes.RouteGroup;
import jakarta.inject.Singleton;

/** Where the framework serves the API document, with and without a file extension. */
@Singleton
public class OpenApiRoutes implements RouteGroup {
  @Override
  public String prefix() {
    return "/openapi";
  }
}
