package io.sardonyx.platform.outbound;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A response's body, read by one virtual thread as it arrives. The connection is paused while more
 * than {@value #HIGH_WATER} bytes wait to be read. A peer that is silent for too long is closed.
 */
public final class ResponseInputStream extends InputStream {
  private static final int HIGH_WATER = 256 << 10;

  private final HttpClientRequest request;
  private final HttpClientResponse response;
  private final Duration silence;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Buffer> waiting = new ArrayDeque<>();
  private Duration timeout;
  private int waitingBytes;
  private int position;
  private boolean isPaused;
  private boolean isOver;
  private @Nullable Throwable failure;

  /**
   * On the connection's event loop, before anything of the body is handled.
   *
   * @param timeout until the first byte
   * @param silence without a byte afterwards
   */
  ResponseInputStream(
      HttpClientRequest request, HttpClientResponse response, Duration timeout, Duration silence) {
    this.request = request;
    this.response = response;
    this.timeout = timeout;
    this.silence = silence;
    response.exceptionHandler(this::end);
    response.endHandler(end -> end(null));
    response.handler(this::add);
  }

  private void add(Buffer chunk) {
    lock.lock();
    try {
      if (isOver || chunk.length() == 0) {
        return;
      }
      waiting.add(chunk);
      waitingBytes += chunk.length();
      if (!isPaused && waitingBytes > HIGH_WATER) {
        isPaused = true;
        response.pause();
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable Throwable reason) {
    lock.lock();
    try {
      if (!isOver) {
        isOver = true;
        failure = reason;
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      awaitChunk();
      var chunk = waiting.peek();
      if (chunk == null) {
        if (failure != null) {
          throw new IOException("The response was cut off.", failure);
        }
        return -1;
      }
      timeout = silence;
      int read = Math.min(length, chunk.length() - position);
      chunk.getBytes(position, position + read, bytes, offset);
      position += read;
      waitingBytes -= read;
      if (position == chunk.length()) {
        waiting.remove();
        position = 0;
      }
      if (isPaused && waitingBytes < HIGH_WATER / 2) {
        isPaused = false;
        response.resume();
      }
      return read;
    } finally {
      lock.unlock();
    }
  }

  private void awaitChunk() throws IOException {
    long left = timeout.toNanos();
    try {
      while (waiting.isEmpty() && !isOver) {
        if (left <= 0) {
          close();
          throw new HttpTimeoutException(
              "Nothing came for %d s."
                  .formatted(TimeUnit.NANOSECONDS.toSeconds(timeout.toNanos())));
        }
        left = arrived.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** Ends the request; what has not been read is thrown away. From any thread. */
  @Override
  public void close() {
    lock.lock();
    try {
      boolean wasOver = isOver;
      isOver = true;
      waiting.clear();
      waitingBytes = 0;
      position = 0;
      arrived.signalAll();
      if (!wasOver) {
        request.reset();
      }
    } finally {
      lock.unlock();
    }
  }
}
