package io.sardonyx.platform.web.edge;

import io.netty.channel.Channel;
import io.sardonyx.platform.config.AddressRanges;
import io.sardonyx.platform.web.ClientAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * How many connections a network may have open at once, idle ones among them, so that nobody locks
 * everybody else out by opening all that there are. A proxy of ours has as many as it needs.
 */
final class ConnectionLimiter {
  private final AddressRanges proxies;
  private final int perNetwork;
  private final ConcurrentHashMap<String, Integer> open = new ConcurrentHashMap<>();

  /**
   * @param perNetwork 0 for any number
   */
  ConnectionLimiter(AddressRanges proxies, int perNetwork) {
    this.proxies = proxies;
    this.perNetwork = perNetwork;
  }

  /** By the settings; where there are none, as in a program of the tests, it caps nothing. */
  static ConnectionLimiter ofSettings() {
    var config = ConfigProvider.getConfig();
    return new ConnectionLimiter(
        AddressRanges.parse(
            config.getOptionalValue("sardonyx.trusted-proxies", String.class).orElse("")),
        config.getOptionalValue("sardonyx.connections-per-address", Integer.class).orElse(0));
  }

  /**
   * @return whether the connection may stay; then it is counted until it is closed
   */
  boolean admits(Channel connection) {
    if (perNetwork <= 0
        || !(connection.remoteAddress() instanceof InetSocketAddress peer)
        || peer.getAddress() == null
        || proxies.contain(peer.getAddress())) {
      return true;
    }
    var network = network(peer.getAddress());
    if (open.merge(network, 1, Integer::sum) > perNetwork) {
      leave(network);
      return false;
    }
    connection.closeFuture().addListener(closed -> leave(network));
    return true;
  }

  private static String network(InetAddress peer) {
    return ClientAddress.network(ClientAddress.withoutZone(peer.getHostAddress()));
  }

  private void leave(String network) {
    open.computeIfPresent(network, ConnectionLimiter::oneLess);
  }

  private static @Nullable Integer oneLess(String network, Integer count) {
    return count == 1 ? null : count - 1;
  }
}
