import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * A closed loop of connections that each send the next request when the last is answered. One
 * thread and no copies, so that it takes as little of the processors as it can.
 */
final class HttpLoad {
  private static final int BUFFER = 1 << 20;

  private final int port;
  private final Supplier<byte[]> requests;
  private final long[] latencies = new long[4_000_000];
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
  private int answered;
  private int refused;
  private String firstRefusal = "";

  HttpLoad(int port, Supplier<byte[]> requests) {
    this.port = port;
    this.requests = requests;
  }

  /** What came of it; requests that are not answered with success are counted apart. */
  record Result(int answered, int refused, String firstRefusal, double seconds, long p50, long p99) {
    double perSecond() {
      return answered / seconds;
    }
  }

  Result run(int connections, double seconds) throws IOException {
    try (var selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        var connection = new Connection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        connection.send();
      }
      long begin = System.nanoTime();
      long end = begin + (long) (seconds * 1e9);
      while (System.nanoTime() < end) {
        selector.select(key -> ((Connection) key.attachment()).read(), 100);
      }
      double took = (System.nanoTime() - begin) / 1e9;
      for (var key : selector.keys()) {
        key.channel().close();
      }
      var sorted = Arrays.copyOf(latencies, Math.min(answered, latencies.length));
      Arrays.sort(sorted);
      return new Result(
          answered, refused, firstRefusal, took, percentile(sorted, 50), percentile(sorted, 99));
    }
  }

  private static long percentile(long[] sorted, int percent) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1L) * percent / 100)] / 1_000;
  }

  private final class Connection {
    private final SocketChannel channel;
    private long sentAt;

    /** What is still to come of an answer's body; the head is not yet whole while it is negative. */
    private int missing = -1;

    private final StringBuilder head = new StringBuilder();

    Connection(SocketChannel channel) {
      this.channel = channel;
    }

    void send() {
      var request = ByteBuffer.wrap(requests.get());
      sentAt = System.nanoTime();
      try {
        while (request.hasRemaining()) {
          channel.write(request);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    void read() {
      buffer.clear();
      try {
        if (channel.read(buffer) < 0) {
          throw new IllegalStateException("The server closed a connection: " + head);
        }
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      buffer.flip();
      if (missing < 0) {
        head.append(StandardCharsets.ISO_8859_1.decode(buffer));
        int end = head.indexOf("\r\n\r\n");
        if (end < 0) {
          return;
        }
        missing = contentLength(end) - (head.length() - end - 4);
      } else {
        missing -= buffer.remaining();
      }
      if (missing <= 0) {
        done();
      }
    }

    private int contentLength(int end) {
      int at = head.indexOf("content-length: ");
      if (at < 0 || at > end) {
        at = head.indexOf("Content-Length: ");
      }
      return at < 0 || at > end
          ? 0
          : Integer.parseInt(head, at + 16, head.indexOf("\r\n", at), 10);
    }

    private void done() {
      if (answered < latencies.length) {
        latencies[answered] = System.nanoTime() - sentAt;
      }
      answered++;
      if (head.charAt(9) != '2') {
        refused++;
        if (firstRefusal.isEmpty()) {
          firstRefusal = head.toString();
        }
      }
      head.setLength(0);
      missing = -1;
      send();
    }
  }
}
