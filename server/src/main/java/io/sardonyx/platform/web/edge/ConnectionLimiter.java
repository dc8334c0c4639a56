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
 * Limits the open connections of one network, idle ones included, so that nobody locks everybody
 * else out by opening all that there are. Trusted proxies are not limited.
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

  /** From the settings; without any, as in tests, it limits nothing. */
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
  boolean admit(Channel connection) {
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
