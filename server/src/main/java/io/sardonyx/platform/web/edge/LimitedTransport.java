package io.sardonyx.platform.web.edge;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.net.ClientOptionsBase;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.transport.Transport;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * The event loop's own transport, except that every connection that a server accepts is held
 * against the {@link ConnectionLimiter} and gets a {@link RequestHeadTimeout}: the HTTP server has
 * no place of its own for either.
 */
public final class LimitedTransport implements Transport {
  private final Transport plain;

  private LimitedTransport(Transport plain) {
    this.plain = plain;
  }

  /** Found by Vert.x when it starts. */
  public static final class Provider implements VertxServiceProvider {
    @Override
    public void init(VertxBuilder builder) {
      builder.findTransport(new LimitedTransport(builder.findTransport()));
    }
  }

  @Sharable
  private static final class OnAccept extends ChannelInboundHandlerAdapter {
    private final ConnectionLimiter cap = ConnectionLimiter.ofSettings();

    @Override
    public void channelRead(ChannelHandlerContext context, Object accepted) {
      if (accepted instanceof Channel connection) {
        if (!cap.admits(connection)) {
          connection.unsafe().closeForcibly();
          return;
        }
        connection.pipeline().addFirst("head-deadline", new RequestHeadTimeout());
      }
      context.fireChannelRead(accepted);
    }
  }

  @Override
  public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
    plain.configure(options, domainSocket, bootstrap);
    bootstrap.handler(new OnAccept());
  }

  @Override
  public void configure(ClientOptionsBase options, boolean domainSocket, Bootstrap bootstrap) {
    plain.configure(options, domainSocket, bootstrap);
  }

  @Override
  public void configure(DatagramChannel channel, DatagramSocketOptions options) {
    plain.configure(channel, options);
  }

  @Override
  public boolean supportsDomainSockets() {
    return plain.supportsDomainSockets();
  }

  @Override
  public boolean supportFileRegion() {
    return plain.supportFileRegion();
  }

  @Override
  public boolean isAvailable() {
    return plain.isAvailable();
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return plain.unavailabilityCause();
  }

  @Override
  public java.net.SocketAddress convert(SocketAddress address) {
    return plain.convert(address);
  }

  @Override
  public SocketAddress convert(java.net.SocketAddress address) {
    return plain.convert(address);
  }

  @Override
  public EventLoopGroup eventLoopGroup(int type, int threads, ThreadFactory factory, int ioRatio) {
    return plain.eventLoopGroup(type, threads, factory, ioRatio);
  }

  @Override
  public DatagramChannel datagramChannel() {
    return plain.datagramChannel();
  }

  @Override
  public DatagramChannel datagramChannel(InternetProtocolFamily family) {
    return plain.datagramChannel(family);
  }

  @Override
  public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
    return plain.channelFactory(domainSocket);
  }

  @Override
  public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
    return plain.serverChannelFactory(domainSocket);
  }
}
