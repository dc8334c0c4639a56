package io.sardonyx.messages;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Routes a message that is sent with {@code Accept: text/event-stream} to the route that streams.
 * With two routes of one path, clients that accept any type would get the stream.
 */
public final class EventStreamRedirect {
  private static final Pattern SEND_ROUTE =
      Pattern.compile("/api/v1/chat/sessions/[0-9a-fA-F-]{36}/messages/?");

  @ServerRequestFilter(preMatching = true)
  public void route(ContainerRequestContext request, HttpServerRequest http) {
    if (http.method() != HttpMethod.POST) {
      return;
    }
    var accept = http.getHeader(HttpHeaders.ACCEPT);
    if (accept == null || !accept.contains(MediaType.SERVER_SENT_EVENTS)) {
      return;
    }
    var address = request.getUriInfo().getRequestUri();
    if (SEND_ROUTE.matcher(address.getPath()).matches()) {
      request.setRequestUri(
          request
              .getUriInfo()
              .getRequestUriBuilder()
              .replacePath(address.getPath().replaceAll("/$", "") + "/stream")
              .build());
    }
  }
}
