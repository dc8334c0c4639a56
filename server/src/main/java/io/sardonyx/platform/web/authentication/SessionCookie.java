package io.sardonyx.platform.web.authentication;

import io.sardonyx.platform.web.Tls;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The cookies of a login session in a browser. */
public enum SessionCookie {
  ACCESS("sardonyx_access"),
  REFRESH("sardonyx_refresh"),
  CSRF("sardonyx_csrf");

  /**
   * A browser accepts such a name over TLS only, from this host alone, for all its paths: no other
   * subdomain can set one (RFC 6265bis, 4.1.3.2).
   */
  private static final String OF_THIS_HOST = "__Host-";

  private final String plain;

  SessionCookie(String plain) {
    this.plain = plain;
  }

  public String nameFor(RoutingContext routing) {
    return Tls.isNeeded(routing) ? ofThisHost() : plain;
  }

  /** Its name where there is TLS. */
  public String ofThisHost() {
    return OF_THIS_HOST + plain;
  }

  public @Nullable String in(RoutingContext routing) {
    var cookie = routing.request().getCookie(nameFor(routing));
    return cookie == null ? null : cookie.getValue();
  }
}
