package io.sardonyx.realtime;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;

/**
 * What waits to be sent to one socket, bounded in bytes. While the network takes it, frames go
 * straight on; when it does not, they wait here. What passes is dropped first. Lives on the
 * socket's event loop.
 */
final class SendQueue {
  private final ChannelHandlerContext channel;
  private final int limit;
  private final LongAdder allBytes;
  private final LongAdder dropped;
  private final ArrayDeque<Waiting> queue = new ArrayDeque<>(1);
  private final List<CompletableFuture<Void>> waitingForRoom = new ArrayList<>();
  private int bytes;
  private boolean closed;

  /**
   * @param allBytes what waits for all sockets together
   * @param dropped how many frames were dropped, of all sockets
   */
  SendQueue(ChannelHandlerContext channel, int limit, LongAdder allBytes, LongAdder dropped) {
    this.channel = channel;
    this.limit = limit;
    this.allBytes = allBytes;
    this.dropped = dropped;
  }

  /**
   * Takes the buffer over, whatever becomes of it. Sent with the next {@link #flush}.
   *
   * @return false when there is no room for what must not be lost
   */
  boolean add(ByteBuf frame, boolean ephemeral) {
    if (closed) {
      frame.release();
      return true;
    }
    if (queue.isEmpty() && channel.channel().isWritable()) {
      channel.write(frame, channel.voidPromise());
      return true;
    }
    int size = frame.readableBytes();
    if (ephemeral && bytes + size > limit / 2) {
      dropped.increment();
      frame.release();
      return true;
    }
    if (bytes + size > limit) {
      dropWhatPasses();
    }
    if (bytes + size > limit) {
      frame.release();
      return false;
    }
    queue.add(new Waiting(frame, ephemeral));
    count(size);
    return true;
  }

  int limit() {
    return limit;
  }

  void flush() {
    channel.flush();
  }

  /** The network takes more again, or does not: sends what it takes. */
  void writabilityChanged() {
    boolean wrote = false;
    while (!queue.isEmpty() && channel.channel().isWritable()) {
      var next = queue.remove();
      count(-next.frame.readableBytes());
      channel.write(next.frame, channel.voidPromise());
      wrote = true;
    }
    if (wrote) {
      channel.flush();
    }
    tellAboutRoom();
  }

  /** Completes when most of what waits has gone: whoever has much to send waits for it. */
  CompletableFuture<Void> room() {
    var room = new CompletableFuture<Void>();
    waitingForRoom.add(room);
    tellAboutRoom();
    return room;
  }

  /** What waits is not sent any more. */
  void close() {
    closed = true;
    queue.forEach(waiting -> waiting.frame.release());
    queue.clear();
    count(-bytes);
    tellAboutRoom();
  }

  private void tellAboutRoom() {
    if (closed || bytes <= limit / 4) {
      waitingForRoom.forEach(room -> room.complete(null));
      waitingForRoom.clear();
    }
  }

  private void dropWhatPasses() {
    queue.removeIf(waiting -> {
      if (waiting.ephemeral) {
        dropped.increment();
        count(-waiting.frame.readableBytes());
        waiting.frame.release();
      }
      return waiting.ephemeral;
    });
  }

  private void count(int size) {
    bytes += size;
    allBytes.add(size);
  }

  private record Waiting(ByteBuf frame, boolean ephemeral) {}
}
