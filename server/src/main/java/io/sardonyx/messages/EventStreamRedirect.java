package io.sardonyx.messages;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Sending with {@code Accept: text/event-stream} is sending to the route that streams. Said here
 * and not left to the choice among two routes of one address, which would be the stream's for those
 * who accept anything.
 */
public final class EventStreamRedirect {
  private static final Pattern SENDING =
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
    if (SENDING.matcher(address.getPath()).matches()) {
      request.setRequestUri(
          request
              .getUriInfo()
              .getRequestUriBuilder()
              .replacePath(address.getPath().replaceAll("/$", "") + "/stream")
              .build());
    }
  }
}
