package io.sardonyx.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Stands between a client and a server and does to their connections what networks do: delays them,
 * cuts them, cuts them in the middle of a message, or carries nothing while both ends believe that
 * all is well.
 */
public final class FaultProxy implements AutoCloseable {
  private static final int BUFFER = 4096;
  private static final int RECEIVE_BUFFER = 32 * 1024;
  private static final long UNLIMITED = Long.MAX_VALUE;

  private final ServerSocket server;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile Gate gate = Gate.open();
  private volatile long bytesToClient = UNLIMITED;
  private volatile Duration delay = Duration.ZERO;
  private volatile boolean refusing;
  private volatile boolean losingReplies;
  private volatile int targetPort;

  public FaultProxy(int targetPort) {
    this.targetPort = targetPort;
    try {
      this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Everything stays connected and nothing arrives, in either direction, until {@link #heal}. */
  public void stall() {
    if (gate.isOpen()) {
      gate = Gate.shut();
    }
  }

  /** Closes what is connected and refuses what comes, until {@link #heal}. */
  public void partition() {
    refusing = true;
    cut();
  }

  /** Every piece that is carried, in either direction, waits for so long. */
  public void delay(Duration each) {
    delay = each;
  }

  /** Connections made from now on are cut when so many bytes have gone to the client. */
  public void cutAfter(long bytes) {
    bytesToClient = bytes;
  }

  /**
   * What the client says arrives, and what the server says is lost, until {@link #heal}: what was
   * done is acknowledged to nobody.
   */
  public void loseReplies() {
    losingReplies = true;
  }

  /** Leads to another server from now on; who is connected is cut and finds that one. */
  public void leadTo(int port) {
    targetPort = port;
    cut();
  }

  /** Closes what is connected now. */
  public void cut() {
    pairs.forEach(Pair::close);
  }

  public void heal() {
    refusing = false;
    losingReplies = false;
    bytesToClient = UNLIMITED;
    delay = Duration.ZERO;
    var shut = gate;
    gate = Gate.open();
    shut.release();
  }

  @Override
  public void close() {
    heal();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        if (refusing) {
          client.close();
          continue;
        }
        // Small, so that what is held up is noticed by the server and not kept by the kernel.
        var target = new Socket();
        target.setReceiveBufferSize(RECEIVE_BUFFER);
        target.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
        var pair = new Pair(client, target);
        pairs.add(pair);
        var limit = bytesToClient;
        Thread.ofVirtual().start(() -> carry(pair, pair.client, pair.target, UNLIMITED));
        Thread.ofVirtual().start(() -> carry(pair, pair.target, pair.client, limit));
      } catch (IOException refused) {
        // Closed, or the server is away: the client sees its connection end.
      }
    }
  }

  private void carry(Pair pair, Socket from, Socket to, long limit) {
    var buffer = new byte[BUFFER];
    long left = limit;
    try {
      var in = from.getInputStream();
      var out = to.getOutputStream();
      int read;
      // With nothing left it still waits for the other end to speak: then its answer is lost.
      while ((read = in.read(buffer)) >= 0) {
        int carried = (int) Math.min(read, left);
        Thread.sleep(delay);
        gate.pass();
        if (from == pair.client || !losingReplies) {
          out.write(buffer, 0, carried);
        }
        left -= carried;
        if (left == 0) {
          break;
        }
      }
    } catch (IOException ended) {
      // Either end went away; so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    pair.close();
    pairs.remove(pair);
  }

  /** Lets pass, or holds until released. */
  private record Gate(boolean isOpen, Semaphore permits) {
    static Gate open() {
      return new Gate(true, new Semaphore(0));
    }

    static Gate shut() {
      return new Gate(false, new Semaphore(0));
    }

    void pass() throws InterruptedException {
      if (!isOpen) {
        permits.acquire();
      }
    }

    void release() {
      permits.release(1_000_000);
    }
  }

  private record Pair(Socket client, Socket target) {
    void close() {
      try {
        client.close();
        target.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
