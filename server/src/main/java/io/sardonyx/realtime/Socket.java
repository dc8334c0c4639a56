package io.sardonyx.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sardonyx.platform.events.ReaderChange;
import io.sardonyx.platform.events.Topic;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connected client. Lives on its event loop: what comes in is handed to a virtual thread, one
 * command after the other, and what goes out comes back to the loop.
 */
final class Socket implements Subscription.Receiver {
  private static final int MAX_CLOSE_REASON = 120;

  private final UUID id;
  private final ServerWebSocket webSocket;
  private final ChannelHandlerContext channel;
  private final EventLoopSockets group;
  private final Gateway gateway;
  private final UpgradeRequest upgrade;
  private final SendQueue queue;
  private final FrameAssembler incoming;
  private final TokenBucket bucket;
  private final Map<Topic, Subscription> subscriptions = new HashMap<>();
  private final ArrayDeque<Pending> commands = new ArrayDeque<>(1);
  private final long openedAt = System.nanoTime();
  private volatile @Nullable SocketPrincipal principal;
  private volatile boolean closed;
  private boolean handling;
  private boolean paused;
  private boolean closing;
  private int refusedCommands;
  private long heardAt = openedAt;
  private long heartbeatAt = openedAt;

  Socket(
      UUID id,
      ServerWebSocket webSocket,
      UpgradeRequest upgrade,
      EventLoopSockets group,
      Gateway gateway) {
    this.id = id;
    this.webSocket = webSocket;
    this.channel = upgrade.channel();
    this.upgrade = upgrade;
    this.group = group;
    this.gateway = gateway;
    var limits = gateway.limits();
    this.queue =
        new SendQueue(
            channel, limits.queueBytes(), gateway.meters().queued, gateway.meters().dropped);
    this.incoming = new FrameAssembler(limits.frameBytes());
    this.bucket = new TokenBucket(limits.commandsPerSecond(), openedAt);
  }

  @Override
  public Socket socket() {
    return this;
  }

  UUID id() {
    return id;
  }

  UpgradeRequest upgrade() {
    return upgrade;
  }

  EventLoopSockets group() {
    return group;
  }

  Optional<SocketPrincipal> principal() {
    return Optional.ofNullable(principal);
  }

  void authenticate(SocketPrincipal as) {
    principal = as;
  }

  boolean isOf(UUID userId) {
    var as = principal;
    return as != null && as.caller().userId().equals(userId);
  }

  boolean isRevokedBy(ReaderChange change) {
    var as = principal;
    return as == null || change.revokes(as.caller().userId());
  }

  boolean isClosed() {
    return closed;
  }

  // What comes in

  void receive(WebSocketFrame frame) {
    heardAt = System.nanoTime();
    if (closing) {
      return;
    }
    boolean allowed = bucket.take(heardAt);
    if (isControl(frame)) {
      if (!allowed) {
        close(CloseCode.TOO_MANY_COMMANDS, "too many pings");
      }
      return;
    }
    try {
      var message = incoming.add(frame);
      if (message != null) {
        accept(message, allowed);
      }
    } catch (FrameAssembler.Refused refused) {
      close(refused.code(), refused.reason());
    }
  }

  private static boolean isControl(WebSocketFrame frame) {
    return switch (frame.type()) {
      case PING, PONG, CLOSE -> true;
      case TEXT, BINARY, CONTINUATION -> false;
    };
  }

  private void accept(String message, boolean allowed) {
    if (!allowed && ++refusedCommands > 2 * gateway.limits().commandsPerSecond()) {
      close(CloseCode.TOO_MANY_COMMANDS, "slow down");
      return;
    }
    if (allowed && refusedCommands > 0) {
      refusedCommands--;
    }
    commands.add(new Pending(message, allowed));
    if (!paused && commands.size() >= SocketLimits.WAITING_COMMANDS) {
      paused = true;
      webSocket.pause();
    }
    handleNext();
  }

  private void handleNext() {
    if (handling || closing || commands.isEmpty()) {
      return;
    }
    handling = true;
    var next = commands.remove();
    if (paused && commands.size() <= SocketLimits.WAITING_COMMANDS / 2) {
      paused = false;
      webSocket.resume();
    }
    gateway.handle(this, next);
  }

  /** From the virtual thread, when a command was answered. */
  void handled() {
    group.execute(() -> {
      handling = false;
      handleNext();
    });
  }

  // What goes out

  /** From any thread: after everything that was sent before from this thread. */
  void reply(byte[] frame) {
    group.execute(() -> send(frame));
  }

  void replyEphemeral(byte[] frame) {
    group.execute(() -> send(Unpooled.wrappedBuffer(frame), true));
  }

  @Override
  public void send(byte[] frame) {
    send(Unpooled.wrappedBuffer(frame), false);
  }

  @Override
  public void send(ByteBuf frame, boolean ephemeral) {
    if (closing) {
      frame.release();
    } else if (queue.add(frame, ephemeral)) {
      group.flushLater(this);
    } else {
      close(CloseCode.SLOW_CONSUMER, "come back and resume");
    }
  }

  void flush() {
    queue.flush();
  }

  SendQueue queue() {
    return queue;
  }

  // Subscriptions

  int subscriptionCount() {
    return subscriptions.size();
  }

  List<Subscription> subscriptions() {
    return List.copyOf(subscriptions.values());
  }

  /** In place of one that it may have on the topic already. The group has joined the topic. */
  Subscription subscribe(Topic topic) {
    var before = subscriptions.get(topic);
    if (before != null) {
      end(before);
    }
    var subscription = new Subscription(this, topic);
    subscriptions.put(topic, subscription);
    group.add(subscription);
    gateway.meters().subscriptions.increment();
    return subscription;
  }

  Optional<Subscription> subscription(Topic topic) {
    return Optional.ofNullable(subscriptions.get(topic));
  }

  void end(Subscription subscription) {
    if (subscription.isEnded()) {
      return;
    }
    subscription.end();
    subscriptions.remove(subscription.topic(), subscription);
    group.remove(subscription);
    gateway.meters().subscriptions.decrement();
    gateway.unsubscribe(subscription.topic(), group);
  }

  void endForLostAccess(Subscription subscription) {
    if (!subscription.isEnded()) {
      end(subscription);
      send(
          Frames.about(
              subscription.topic(),
              "subscription_ended",
              gateway.now(),
              "{\"reason\":\"access_lost\"}"));
    }
  }

  void snapshotNeeded(Subscription subscription, long headSeq) {
    if (!subscription.isEnded()) {
      subscription.startAfter(headSeq);
      pushHead(subscription.topic(), "snapshot_needed", headSeq);
    }
  }

  void pushHead(Topic topic, String type, long headSeq) {
    send(Frames.about(topic, type, gateway.now(), "{\"head_seq\":" + headSeq + "}"));
  }

  @Override
  public void catchUp(Subscription subscription) {
    gateway.catchUp(subscription);
  }

  // Time and the end

  /** Once a second. */
  void tick(long now, Instant wall) {
    if (closing) {
      return;
    }
    var as = principal;
    if (as == null) {
      if (now - openedAt > SocketLimits.CONNECT.toNanos()) {
        close(CloseCode.CONNECT_TIMEOUT, "no connect came in time");
      }
      return;
    }
    var interval = gateway.limits().heartbeat().toNanos();
    if (as.isExpired(wall)) {
      close(CloseCode.TOKEN_EXPIRED, "refresh the token and come back");
    } else if (now - heardAt > 2 * interval + TimeUnit.SECONDS.toNanos(5)) {
      close(CloseCode.HEARTBEAT_MISSED, "nothing was heard of you");
    } else if (now - heartbeatAt >= interval) {
      heartbeatAt = now;
      send(Frames.connection("heartbeat", wall, "{\"heads\":" + gateway.heads(this) + "}"));
      channel.writeAndFlush(new PingWebSocketFrame(), channel.voidPromise());
    }
  }

  /** On the loop. What waits is not sent any more; the connection ends though nobody answers. */
  void close(CloseCode code, String cause) {
    if (closing) {
      return;
    }
    closing = true;
    gateway.meters().closed(code);
    var reason = code.wireName() + ": " + cause;
    queue.close();
    endAll();
    if (reason.length() > MAX_CLOSE_REASON) {
      reason = reason.substring(0, MAX_CLOSE_REASON);
    }
    var unused = webSocket.close((short) code.number(), reason);
    channel.flush();
    var force =
        group
            .loop()
            .schedule(
                () -> channel.close(), SocketLimits.CLOSING.toMillis(), TimeUnit.MILLISECONDS);
    channel.channel().closeFuture().addListener(done -> force.cancel(false));
  }

  /**
   * On the loop. What came is no frame, and nobody knows where the next one begins: the reason is
   * said and no answer awaited (RFC 6455, 7.1.7).
   */
  void fail(WebSocketCloseStatus why) {
    if (closing) {
      var unused = channel.close();
      return;
    }
    closing = true;
    queue.close();
    endAll();
    channel.writeAndFlush(new CloseWebSocketFrame(why)).addListener(ChannelFutureListener.CLOSE);
  }

  /** The connection is gone. */
  void gone() {
    closing = true;
    closed = true;
    queue.close();
    endAll();
    commands.clear();
  }

  private void endAll() {
    subscriptions().forEach(this::end);
  }

  /**
   * A command that waits for its turn.
   *
   * @param allowed false when it came too soon and is only to be refused
   */
  record Pending(String message, boolean allowed) {}
}
