package io.sardonyx.models.clients;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** A stream with a read timeout: closed when nothing has come for too long. */
public final class ReadTimeoutInputStream extends FilterInputStream {
  private final long timeout;
  private final Thread watch;
  private volatile long readAt = System.nanoTime();
  private volatile boolean expired;

  /**
   * @param timeout without a byte
   */
  public ReadTimeoutInputStream(InputStream in, Duration timeout) {
    super(in);
    this.timeout = timeout.toNanos();
    this.watch = Thread.ofVirtual().name("read-timeout-", 0).start(this::watch);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    update(read);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    update(read);
    return read;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private void update(int read) throws IOException {
    readAt = System.nanoTime();
    if (read < 0 && expired) {
      throw new IOException("Read timeout");
    }
  }

  private void watch() {
    try {
      for (long left = timeout; left > 0; left = timeout - (System.nanoTime() - readAt)) {
        Thread.sleep(Duration.ofNanos(left));
      }
      expired = true;
      in.close();
    } catch (InterruptedException closed) {
      // Its reader has finished.
    } catch (IOException broken) {
      // It is closed all the same.
    }
  }
}
