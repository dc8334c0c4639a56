package io.sardonyx.realtime;

import io.netty.channel.ChannelHandlerContext;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.authentication.AuthenticationFilter;
import io.sardonyx.platform.web.authentication.Credentials;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * The request that became a socket.
 *
 * @param credentials what came with it; a cookie counts only if the origin is ours
 * @param origin the page that asked, as browsers say
 * @param authority the host and port that were asked for
 * @param channel the way to the network, beneath what Vert.x makes of it
 */
record UpgradeRequest(
    Credentials credentials,
    @Nullable String origin,
    @Nullable String authority,
    ChannelHandlerContext channel) {

  static UpgradeRequest of(RoutingContext routing) {
    var request = routing.request();
    // The socket that an upgrade answers with is a wrapper; the connection beneath is not.
    var connection = (ConnectionBase) request.connection();
    return new UpgradeRequest(
        AuthenticationFilter.credentials(routing),
        request.getHeader("origin"),
        request.getHeader("host"),
        connection.channelHandlerContext());
  }

  /** Whose sockets are counted together: the address's, or its network's. */
  String network() {
    return ClientAddress.network(credentials.remoteAddress());
  }

  String address() {
    return credentials.remoteAddress();
  }
}
