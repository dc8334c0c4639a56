package io.sardonyx.platform.web.edge;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.sardonyx.platform.json.Json;
import io.sardonyx.platform.web.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request head is not complete in time. The idle timeout of the HTTP
 * server is reset by every byte, so a sender of one byte now and then could hold connections for
 * days.
 *
 * <p>Sits between the socket and the HTTP server and only looks for the empty line that ends a
 * head: from the first byte of a connection, and again from the first byte after a response.
 */
final class RequestHeadTimeout extends ChannelDuplexHandler {
  static final long MILLIS = 10_000;

  private static final byte[] SWITCHING = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

  private boolean inHead = true;
  private boolean lineIsEmpty;
  private @Nullable ScheduledFuture<?> deadline;

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (inHead && message instanceof ByteBuf bytes) {
      if (endsHead(bytes)) {
        inHead = false;
        cancel();
      } else if (deadline == null) {
        deadline =
            context.executor().schedule(() -> tooSlow(context), MILLIS, TimeUnit.MILLISECONDS);
      }
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (!inHead) {
      if (message instanceof ByteBuf bytes && isSwitching(bytes)) {
        context.pipeline().remove(this);
      } else {
        inHead = true;
        lineIsEmpty = false;
      }
    }
    context.write(message, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancel();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    cancel();
  }

  /** Two line feeds with nothing but carriage returns between them. */
  private boolean endsHead(ByteBuf bytes) {
    for (int i = bytes.readerIndex(); i < bytes.writerIndex(); i++) {
      byte b = bytes.getByte(i);
      if (b == '\n') {
        if (lineIsEmpty) {
          return true;
        }
        lineIsEmpty = true;
      } else if (b != '\r') {
        lineIsEmpty = false;
      }
    }
    return false;
  }

  private static boolean isSwitching(ByteBuf bytes) {
    if (bytes.readableBytes() < SWITCHING.length) {
      return false;
    }
    for (int i = 0; i < SWITCHING.length; i++) {
      if (bytes.getByte(bytes.readerIndex() + i) != SWITCHING[i]) {
        return false;
      }
    }
    return true;
  }

  private void tooSlow(ChannelHandlerContext context) {
    context
        .writeAndFlush(Unpooled.wrappedBuffer(answer()))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private static byte[] answer() {
    var document =
        ProblemDocument.of(
            408,
            "request_header_timeout",
            "The request's head did not arrive within " + MILLIS / 1000 + " seconds.",
            null,
            List.of());
    try {
      var body = Json.mapper().writeValueAsString(document);
      var head =
          "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Type: "
              + ProblemDocument.MEDIA_TYPE
              + "\r\nContent-Length: "
              + body.length()
              + "\r\n\r\n";
      return (head + body).getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void cancel() {
    var pending = deadline;
    if (pending != null) {
      var unused = pending.cancel(false);
      deadline = null;
    }
  }
}
