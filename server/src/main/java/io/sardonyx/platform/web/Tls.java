package io.sardonyx.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Objects;

/**
 * Whether a browser comes by TLS. Ours is a proxy's, so the connection does not tell; the address
 * that people open does. What a proxy makes of the Host header must not matter: many put their own
 * name for us there.
 */
public final class Tls {
  private static final String KEY = "sardonyx.tls";

  private final boolean isPublic;

  public Tls(String publicUrl) {
    isPublic = publicUrl.startsWith("https://");
  }

  /** Whether a browser may be told never to come without it. */
  public boolean isPromised(HttpServerRequest request) {
    return isPublic || request.isSSL();
  }

  /** Finds it out, once for each request. */
  public void note(RoutingContext routing) {
    var request = routing.request();
    var authority = request.authority();
    routing.put(KEY, isPromised(request) || authority == null || !isThisMachine(authority.host()));
  }

  /**
   * Whether a cookie must not travel without it: always, apart from a browser on the same machine,
   * which without TLS would drop it.
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
