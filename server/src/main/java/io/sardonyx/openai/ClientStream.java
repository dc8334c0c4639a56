package io.sardonyx.openai;

import io.sardonyx.platform.threads.RepeatingTask;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/**
 * The events of one client. While there are none it gets a comment now and then, because proxies
 * and clients give up what is silent, and is watched: a client that is gone is noticed though
 * nothing is written.
 */
final class ClientStream implements AutoCloseable {
  /** Less than the usual limits of proxies, 30 to 60 seconds. */
  static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  private static final Duration CHECK = Duration.ofMillis(500);
  private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] BEGIN = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\n\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;
  private final BooleanSupplier disconnected;
  private final Runnable onDisconnect;
  private final Duration keepAlive;
  private final ReentrantLock lock = new ReentrantLock();
  private final RepeatingTask watching;
  private volatile long writtenAt = System.nanoTime();
  private volatile boolean gone;

  /** Writes the data of an event, on one line. */
  interface Data {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * @param disconnected whether the client is gone, which writing alone does not always show
   * @param onDisconnect called once or more, by another thread
   */
  ClientStream(
      OutputStream out, BooleanSupplier disconnected, Runnable onDisconnect, Duration keepAlive) {
    this.out = out;
    this.disconnected = disconnected;
    this.onDisconnect = onDisconnect;
    this.keepAlive = keepAlive;
    this.watching = RepeatingTask.start("completion-client", this::watch);
  }

  boolean isGone() {
    return gone;
  }

  void write(Data data) throws IOException {
    write(() -> {
      out.write(BEGIN);
      data.writeTo(out);
      out.write(END);
    });
  }

  void writeComment() throws IOException {
    write(() -> out.write(COMMENT));
  }

  private interface Writing {
    void run() throws IOException;
  }

  private void write(Writing writing) throws IOException {
    lock.lock();
    try {
      writing.run();
      out.flush();
      writtenAt = System.nanoTime();
    } finally {
      lock.unlock();
    }
  }

  private void watch() throws InterruptedException {
    Thread.sleep(CHECK.compareTo(keepAlive) < 0 ? CHECK : keepAlive);
    try {
      if (!disconnected.getAsBoolean()) {
        if (System.nanoTime() - writtenAt >= keepAlive.toNanos()) {
          writeComment();
        }
        return;
      }
    } catch (IOException broken) {
      // Gone too.
    }
    gone = true;
    onDisconnect.run();
    throw new InterruptedException("nothing is left to watch");
  }

  @Override
  public void close() {
    watching.close();
  }
}
