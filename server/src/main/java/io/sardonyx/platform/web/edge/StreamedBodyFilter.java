package io.sardonyx.platform.web.edge;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.InputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Gives a resource method whose body streams the {@link RequestBodyStream} as its parameter. */
public final class StreamedBodyFilter {
  @ServerRequestFilter
  public void set(ContainerRequestContext context, RoutingContext routing) {
    InputStream stream = routing.get(RequestBodyStream.KEY);
    if (stream != null) {
      context.setEntityStream(stream);
    }
  }
}
