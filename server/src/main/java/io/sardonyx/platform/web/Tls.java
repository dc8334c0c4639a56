package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Objects;

/**
 * Whether a browser uses TLS. TLS ends at the proxy, so the connection does not tell, but the
 * public URL does. The Host header must not matter there: many proxies put their own name for us in
 * it.
 */
public final class Tls {
  private static final String KEY = "sardonyx.tls";

  private final boolean isPublic;

  public Tls(String publicUrl) {
    isPublic = publicUrl.startsWith("https://");
  }

  /** Whether a response may say {@code Strict-Transport-Security}. */
  public boolean isHstsAllowed(HttpServerRequest request) {
    return isPublic || request.isSSL();
  }

  /** Resolves it for a request and keeps it in the routing context. */
  public void resolve(RoutingContext routing) {
    var request = routing.request();
    var authority = request.authority();
    routing.put(
        KEY, isHstsAllowed(request) || authority == null || !isThisMachine(authority.host()));
  }

  /**
   * Whether cookies must be {@code Secure}: always, except for a browser on the same machine, which
   * drops such cookies without TLS.
   */
  public static boolean isNeeded(RoutingContext routing) {
    Boolean found = routing.get(KEY);
    return Objects.requireNonNull(found, "The edge has not seen this request.");
  }

  private static boolean isThisMachine(String host) {
    if (host.equals("localhost") || host.endsWith(".localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
