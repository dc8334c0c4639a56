package io.sardonyx.platform.web.edge;

import io.sardonyx.platform.problem.Problem;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A request body that its route reads while it arrives. The event loop fills a queue of {@link
 * #WINDOW} bytes and stops reading from the connection while it is full, so TCP slows the sender to
 * the pace of the reader. Nothing is asked of the sender before the first {@code read}: a request
 * that is refused by its head costs no body ({@code Expect: 100-continue}).
 *
 * <p>One thread reads; it blocks, so it must be virtual. What is left when the response has been
 * written is an {@link UnreadBody}.
 */
final class RequestBodyStream extends InputStream {
  /** The key of a request's stream in its routing context. */
  static final String KEY = "sardonyx.body_stream";

  /** Bytes in the queue from which on no more are requested from the connection. */
  static final int WINDOW = 64 * 1024;

  /** Bytes that a stream may hold: its queue, and as much again that the HTTP server has read. */
  static final long MEMORY = 2 * WINDOW;

  private static final long CHECK_MILLIS = 250;

  private final RoutingContext routing;
  private final HttpServerRequest request;
  private final long limit;
  private final long millis;
  private final long idleMillis;
  private final Context loop;
  private final long startedAt = System.nanoTime();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock
  private final ArrayDeque<Buffer> queue = new ArrayDeque<>();
  private int queued;
  private int offset;
  private long received;
  private boolean requested;
  private long requestedAt;
  private boolean continueExpected;
  private boolean ended;
  private boolean closed;
  private @Nullable Problem failure;

  private long timer;

  /**
   * @param limit in bytes, of the whole body
   * @param millis for the whole body to arrive
   * @param idleMillis for the next bytes to arrive once they are requested
   */
  RequestBodyStream(RoutingContext routing, long limit, long millis, long idleMillis) {
    this.routing = routing;
    this.request = routing.request();
    this.limit = limit;
    this.millis = millis;
    this.idleMillis = idleMillis;
    this.loop = Objects.requireNonNull(Vertx.currentContext(), "not on an event loop");
  }

  /** On the event loop, before anything of the body has been read. */
  void start(boolean isContinueExpected) {
    continueExpected = isContinueExpected;
    request.pause();
    request.handler(this::append);
    request.endHandler(end -> complete());
    request.exceptionHandler(broken -> fail(RequestBody.brokenOff()));
    timer = routing.vertx().setPeriodic(CHECK_MILLIS, tick -> checkTime());
    routing.addHeadersEndHandler(head -> announceClose());
    routing.addEndHandler(end -> loop.runOnContext(later -> release()));
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * @throws Problem when the body is too large or too slow, or ends in the middle
   */
  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, into.length);
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      await();
      var chunk = queue.peek();
      if (chunk == null) {
        return -1;
      }
      int count = Math.min(length, chunk.length() - offset);
      chunk.getBytes(offset, offset + count, into, from);
      offset += count;
      queued -= count;
      if (offset == chunk.length()) {
        queue.remove();
        offset = 0;
      }
      if (queued <= WINDOW / 2) {
        request();
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return queued;
    } finally {
      lock.unlock();
    }
  }

  /** Drops what is not read yet, and all that still arrives. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      queue.clear();
      queued = 0;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  private void await() throws IOException {
    while (true) {
      // First: a connection that breaks closes the stream, too, and the reader must learn the
      // cause.
      if (failure != null) {
        throw failure;
      }
      if (closed) {
        throw new IOException("The stream is closed.");
      }
      if (!queue.isEmpty() || ended) {
        return;
      }
      request();
      try {
        changed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
    }
  }

  /** Asks the connection for more, unless that has been done. */
  private void request() {
    if (requested || ended || failure != null) {
      return;
    }
    requested = true;
    requestedAt = System.nanoTime();
    boolean isFirst = continueExpected;
    continueExpected = false;
    loop.runOnContext(later -> {
      if (isFirst) {
        request.response().writeContinue();
      }
      request.fetch(1);
    });
  }

  private void append(Buffer data) {
    boolean more = false;
    lock.lock();
    try {
      if (failure != null) {
        return;
      }
      received += data.length();
      requested = false;
      if (received > limit) {
        failure = RequestBody.tooLarge(limit);
      } else if (!closed && data.length() > 0) {
        queue.add(data);
        queued += data.length();
      }
      if (failure == null && !closed && queued < WINDOW) {
        requested = true;
        requestedAt = System.nanoTime();
        more = true;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    if (more) {
      request.fetch(1);
    }
  }

  private void complete() {
    lock.lock();
    try {
      ended = true;
      changed.signal();
    } finally {
      lock.unlock();
    }
    routing.vertx().cancelTimer(timer);
  }

  private void fail(Problem problem) {
    lock.lock();
    try {
      if (!ended && failure == null) {
        failure = problem;
      }
      changed.signal();
    } finally {
      lock.unlock();
    }
    routing.vertx().cancelTimer(timer);
  }

  private void checkTime() {
    long now = System.nanoTime();
    boolean isIdle;
    lock.lock();
    try {
      isIdle = requested && now - requestedAt > idleMillis * 1_000_000;
    } finally {
      lock.unlock();
    }
    if (isIdle) {
      fail(RequestBody.tooSlow(idleMillis));
    } else if (now - startedAt > millis * 1_000_000) {
      fail(RequestBody.tooSlow(millis));
    }
  }

  /** A connection on which an unknown amount of the body is still to come carries no more. */
  private void announceClose() {
    if (mustClose()) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private boolean mustClose() {
    lock.lock();
    try {
      return !ended
          && (failure != null || continueExpected || !UnreadBody.isKnownToBeShort(request));
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    boolean isLast = mustClose();
    fail(RequestBody.brokenOff());
    close();
    if (!request.isEnded()) {
      UnreadBody.discard(routing, isLast);
    }
  }
}
