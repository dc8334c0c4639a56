package io.sardonyx.identity.login;

import io.sardonyx.platform.web.ClientAddress;
import io.vertx.ext.web.RoutingContext;

/**
 * From where somebody signs in.
 *
 * @param userAgent as it names itself; shortened
 * @param address its IP address
 */
public record Device(String userAgent, String address) {
  private static final int MAX_USER_AGENT = 500;

  public Device {
    userAgent =
        userAgent.length() > MAX_USER_AGENT ? userAgent.substring(0, MAX_USER_AGENT) : userAgent;
  }

  public static Device of(RoutingContext routing) {
    var userAgent = routing.request().getHeader("user-agent");
    return new Device(userAgent == null ? "" : userAgent, ClientAddress.of(routing));
  }

  /** What shares its limits: the address, or the network of an IPv6 address. */
  public String network() {
    return ClientAddress.network(address);
  }
}
