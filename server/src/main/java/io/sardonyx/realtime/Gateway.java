package io.sardonyx.realtime;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.events.TopicFeeds;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Draining;
import io.sardonyx.platform.web.ProblemWriter;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/** Where WebSockets come in, and what their sockets share. */
@Singleton
final class Gateway {
  private static final int UPGRADE_REQUIRED = 426;
  private static final Duration RETRY_AFTER_TOO_MANY = Duration.ofSeconds(10);
  private static final int SEND_BUFFER = 256 * 1024;
  private static final int MIN_SPREAD_MILLIS = 1_000;
  private static final int SPREAD_MILLIS_A_SOCKET = 5;
  private static final long DRAIN_MILLIS = 3_000;
  private static final Logger LOG = Logger.getLogger(Gateway.class);

  private final Sockets sockets;
  private final CommandDispatcher commands;
  private final BacklogReplay replay;
  private final TopicFeeds feeds;
  private final InstantSource clock;
  private final GatewayMetrics meters;
  private final ProblemWriter problems;
  private volatile boolean draining;

  Gateway(
      Sockets sockets,
      CommandDispatcher commands,
      BacklogReplay replay,
      TopicFeeds feeds,
      InstantSource clock,
      GatewayMetrics meters,
      ProblemWriter problems) {
    this.problems = problems;
    this.sockets = sockets;
    this.commands = commands;
    this.replay = replay;
    this.feeds = feeds;
    this.clock = clock;
    this.meters = meters;
  }

  void route(@Observes Router router) {
    router.get(RealtimeRoutes.PATH).handler(this::upgrade);
  }

  /** Tells everybody to come back, not all at once, and waits until they have heard it. */
  void drain(@Observes Draining event) {
    draining = true;
    int spread = MIN_SPREAD_MILLIS + sockets.all().size() * SPREAD_MILLIS_A_SOCKET;
    for (var socket : sockets.all()) {
      socket.group().execute(() -> drain(socket, spread));
    }
    try {
      long end = System.nanoTime() + DRAIN_MILLIS * 1_000_000;
      while (!sockets.all().isEmpty() && System.nanoTime() < end) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // What a socket asks for

  SocketLimits limits() {
    return sockets.limits();
  }

  GatewayMetrics meters() {
    return meters;
  }

  Instant now() {
    return clock.instant();
  }

  void handle(Socket socket, Socket.Pending pending) {
    Thread.ofVirtual()
        .name("command")
        .start(() -> {
          try {
            commands.handle(socket, pending);
          } finally {
            socket.handled();
          }
        });
  }

  void unsubscribe(Topic topic, EventLoopSockets group) {
    feeds.unsubscribe(topic, group);
  }

  void catchUp(Subscription subscription) {
    replay.again(subscription);
  }

  /** On the loop: a JSON object of topics and numbers. */
  String heads(Socket socket) {
    try {
      return Json.mapper().writeValueAsString(SubscriptionMethods.heads(feeds, socket));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void upgrade(RoutingContext routing) {
    var request = routing.request();
    var response = request.response();
    if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
      response.putHeader(HttpHeaders.UPGRADE, "websocket");
      problems.write(request, UPGRADE_REQUIRED);
      return;
    }
    var upgrade = UpgradeRequest.of(routing);
    if (draining) {
      problems.write(
          request,
          new Problem(
              Problem.Kind.UNAVAILABLE,
              "server_draining",
              "This node is shutting down. Connect again to reach another one."));
      return;
    }
    if (!sockets.open(upgrade.network())) {
      problems.write(
          request,
          Problem.rateLimited(
              "too_many_sockets",
              "Your network has as many sockets open as are allowed. Close some of them.",
              RETRY_AFTER_TOO_MANY));
      return;
    }
    request
        .toWebSocket()
        .onSuccess(webSocket -> open(webSocket, upgrade))
        .onFailure(refused -> {
          sockets.close(upgrade.network());
          LOG.debugf("No WebSocket came about: %s", refused.getMessage());
        });
  }

  private void open(ServerWebSocket webSocket, UpgradeRequest upgrade) {
    var group = sockets.group(upgrade.channel().channel().eventLoop());
    var socket = new Socket(Ids.next(), webSocket, upgrade, group, this);
    // What the kernel buffers for a slow reader is memory too, and grows to megabytes by itself.
    upgrade.channel().channel().config().setOption(ChannelOption.SO_SNDBUF, SEND_BUFFER);
    // Vert.x would keep the request's as long as the socket is open: a browser's are two kilobytes.
    webSocket.headers().clear();
    sockets.add(socket);
    meters.sockets.increment();
    group.execute(() -> group.add(socket));
    webSocket.frameHandler(socket::receive);
    webSocket.exceptionHandler(failure -> LOG.debugf("A socket failed: %s", failure.getMessage()));
    upgrade
        .channel()
        .pipeline()
        .addBefore(upgrade.channel().name(), "sardonyx-room", new Room(group, socket));
    upgrade
        .channel()
        .channel()
        .closeFuture()
        .addListener(closed -> group.execute(() -> gone(socket)));
  }

  private void gone(Socket socket) {
    socket.gone();
    socket.group().remove(socket);
    sockets.remove(socket);
    meters.sockets.decrement();
  }

  private void drain(Socket socket, int spread) {
    int wait = ThreadLocalRandom.current().nextInt(spread);
    socket.send(Frames.connection("draining", now(), "{\"retry_after_ms\":" + wait + "}"));
    socket.flush();
    socket.close(CloseCode.DRAIN, "this node ends; come back in " + wait + " ms");
  }

  /** Hears from the network that it takes more again, and that what came is no frame. */
  private static final class Room extends ChannelInboundHandlerAdapter {
    private final EventLoopSockets group;
    private final Socket socket;

    Room(EventLoopSockets group, Socket socket) {
      this.group = group;
      this.socket = socket;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) throws Exception {
      group.execute(() -> socket.queue().writabilityChanged());
      super.channelWritabilityChanged(context);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) throws Exception {
      if (cause instanceof CorruptedWebSocketFrameException noFrame) {
        LOG.debugf("No frame: %s", noFrame.getMessage());
        group.execute(() -> socket.fail(noFrame.closeStatus()));
      } else {
        super.exceptionCaught(context, cause);
      }
    }
  }
}
