package io.sardonyx.models;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/**
 * What a provider says, for as long as it says something: after a long silence it is hung up on.
 */
final class ReadTimeoutInputStream extends FilterInputStream {
  private final long patience;
  private final Thread watch;
  private volatile long heardAt = System.nanoTime();
  private volatile boolean late;

  /**
   * @param patience without a byte
   */
  ReadTimeoutInputStream(InputStream in, Duration patience) {
    super(in);
    this.patience = patience.toNanos();
    this.watch = Thread.ofVirtual().name("patience-", 0).start(this::watch);
  }

  @Override
  public int read() throws IOException {
    int read = super.read();
    heard(read);
    return read;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = super.read(bytes, offset, length);
    heard(read);
    return read;
  }

  @Override
  public void close() throws IOException {
    watch.interrupt();
    super.close();
  }

  private void heard(int read) throws IOException {
    heardAt = System.nanoTime();
    if (read < 0 && late) {
      throw new IOException("Nothing came for too long.");
    }
  }

  private void watch() {
    try {
      for (long left = patience; left > 0; left = patience - (System.nanoTime() - heardAt)) {
        Thread.sleep(Duration.ofNanos(left));
      }
      late = true;
      in.close();
    } catch (InterruptedException closed) {
      // Its reader has done with it.
    } catch (IOException broken) {
      // It is gone, which is what was wanted.
    }
  }
}
