import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Clients of the realtime protocol, each with a WebSocket (RFC 6455) of its own and all on one
 * thread: whoever calls {@link #runUntil} is that thread.
 */
final class RealtimeClients implements AutoCloseable {
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final byte[] NOTHING = {};

  private final int port;
  private final Listener listener;
  private final Selector selector = Selector.open();
  private final byte[] buffer = new byte[1 << 20];
  private int upgraded;

  RealtimeClients(int port, Listener listener) throws IOException {
    this.port = port;
    this.listener = listener;
  }

  /** Hears every text frame: {@code length} bytes of {@code frames} from {@code offset} on. */
  interface Listener {
    void heard(Client client, byte[] frames, int offset, int length);
  }

  /** Returns when it may speak. */
  Client open(int number) throws IOException {
    var channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    var client = new Client(number, channel);
    client.write(
        ByteBuffer.wrap(
            """
            GET /realtime/v1 HTTP/1.1\r
            host: 127.0.0.1\r
            connection: upgrade\r
            upgrade: websocket\r
            sec-websocket-version: 13\r
            sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r
            \r
            """
                .getBytes(StandardCharsets.US_ASCII)));
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ, client);
    int before = upgraded;
    runUntil(() -> upgraded > before, 10);
    return client;
  }

  /**
   * @throws IllegalStateException when it does not come about in that time
   */
  void runUntil(BooleanSupplier done, int seconds) throws IOException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Not done after " + seconds + " s");
      }
      selector.select(key -> ((Client) key.attachment()).read(), 100);
    }
  }

  @Override
  public void close() throws IOException {
    for (var key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  final class Client {
    private final int number;
    private final SocketChannel channel;
    private byte[] rest = NOTHING;
    private boolean open;

    private Client(int number, SocketChannel channel) {
      this.number = number;
      this.channel = channel;
    }

    int number() {
      return number;
    }

    /** As a frame that is masked with zeros, which changes nothing. */
    void send(String text) {
      frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    void close() throws IOException {
      channel.close();
    }

    private void frame(int opcode, byte[] payload) {
      var frame = ByteBuffer.allocate(payload.length + 8).put((byte) (0x80 | opcode));
      if (payload.length < 126) {
        frame.put((byte) (0x80 | payload.length));
      } else {
        frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
      }
      write(frame.putInt(0).put(payload).flip());
    }

    private void write(ByteBuffer bytes) {
      try {
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void read() {
      System.arraycopy(rest, 0, buffer, 0, rest.length);
      int read;
      try {
        read = channel.read(ByteBuffer.wrap(buffer, rest.length, buffer.length - rest.length));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (read < 0) {
        throw new IllegalStateException("The server closed the socket of user " + number);
      }
      int length = rest.length + read;
      int from = open ? frames(0, length) : upgrade(length);
      rest = from == length ? NOTHING : Arrays.copyOfRange(buffer, from, length);
    }

    private int upgrade(int length) {
      var head = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
      int end = head.indexOf("\r\n\r\n");
      if (end < 0) {
        return 0;
      }
      if (!head.startsWith("HTTP/1.1 101")) {
        throw new IllegalStateException(head);
      }
      open = true;
      upgraded++;
      return frames(end + 4, length);
    }

    /** Where the first frame begins that is not whole. */
    private int frames(int from, int end) {
      int at = from;
      while (end - at >= 2) {
        int size = buffer[at + 1] & 0x7F;
        int header = size < 126 ? 2 : size == 126 ? 4 : 10;
        if (end - at < header) {
          break;
        }
        if (header > 2) {
          var wide = ByteBuffer.wrap(buffer, at + 2, header - 2);
          size = header == 4 ? wide.getShort() & 0xFFFF : (int) wide.getLong();
        }
        if (end - at < header + size) {
          break;
        }
        frame(buffer[at] & 0x0F, at + header, size);
        at += header + size;
      }
      return at;
    }

    private void frame(int opcode, int offset, int size) {
      switch (opcode) {
        case TEXT -> listener.heard(this, buffer, offset, size);
        case PING -> frame(PONG, Arrays.copyOfRange(buffer, offset, offset + size));
        case CLOSE ->
            throw new IllegalStateException(
                "The server closed the socket of user " + number + ": "
                    + new String(buffer, offset + 2, size - 2, StandardCharsets.UTF_8));
        default -> throw new IllegalStateException("A frame of kind " + opcode);
      }
    }
  }
}
