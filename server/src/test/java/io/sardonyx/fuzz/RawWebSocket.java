package io.sardonyx.fuzz;

import io.sardonyx.testing.Node;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A client that puts any bits into frames (RFC 6455, 5.2), and reads what comes back. */
final class RawWebSocket implements AutoCloseable {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int FINAL = 0x80;

  private static final int NO_CODE = 1005;
  private static final int LOST = 1006;
  private static final int MASKED = 0x80;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;

  private final Socket socket;
  private final DataInputStream in;

  private String head = "";

  private RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(socket.getInputStream());
  }

  /** What the server said. */
  sealed interface Heard {
    record Text(String text) implements Heard {}

    /**
     * @param code 1006 when the connection broke without a close frame
     */
    record Closed(int code) implements Heard {}

    record Nothing() implements Heard {}
  }

  static RawWebSocket open(Node node) throws IOException {
    return open(node, "");
  }

  /**
   * @param headers more of them, each with the end of its line
   */
  static RawWebSocket open(Node node, String headers) throws IOException {
    var opened = new RawWebSocket(new Socket(InetAddress.getLoopbackAddress(), node.port()));
    opened.socket.setTcpNoDelay(true);
    opened.write(
        ("GET /realtime/v1 HTTP/1.1\r\nHost: 127.0.0.1:"
                + node.port()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + headers
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    opened.readHead();
    return opened;
  }

  private void readHead() throws IOException {
    var bytes = new ByteArrayOutputStream();
    while (!head.endsWith("\r\n\r\n")) {
      bytes.write(in.readByte());
      head = bytes.toString(StandardCharsets.ISO_8859_1);
    }
    if (!head.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head);
    }
  }

  /** What the server answered to the upgrade. */
  String head() {
    return head;
  }

  void text(String text) throws IOException {
    frame(FINAL | TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @param first what comes before the length: {@link #FINAL}, reserved bits and the kind
   */
  void frame(int first, byte[] payload) throws IOException {
    var masked = payload.clone();
    var mask = new byte[] {1, 2, 3, 4};
    for (int i = 0; i < masked.length; i++) {
      masked[i] ^= mask[i % mask.length];
    }
    write(head(first, MASKED, payload.length).put(mask), masked);
  }

  /** As only servers may send it. */
  void unmasked(int first, byte[] payload) throws IOException {
    write(head(first, 0, payload.length), payload);
  }

  /** A head alone, of a frame that does not follow. */
  void announce(int first, int length) throws IOException {
    write(head(first, MASKED, length).put(new byte[] {1, 2, 3, 4}), new byte[0]);
  }

  private static ByteBuffer head(int first, int masked, int length) {
    var head = ByteBuffer.allocate(14).put((byte) first);
    if (length < TWO_BYTES) {
      head.put((byte) (masked | length));
    } else if (length <= 0xFFFF) {
      head.put((byte) (masked | TWO_BYTES)).putShort((short) length);
    } else {
      head.put((byte) (masked | EIGHT_BYTES)).putLong(length);
    }
    return head;
  }

  private void write(ByteBuffer head, byte[] payload) throws IOException {
    var all = new byte[head.position() + payload.length];
    head.flip().get(all, 0, head.limit());
    System.arraycopy(payload, 0, all, head.limit(), payload.length);
    write(all);
  }

  /** Says nothing when the server has closed already: what it said can still be read. */
  private void write(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
    } catch (SocketException closed) {
      // The close frame says why.
    }
  }

  /** The next message or the end; nothing when none comes for so long. */
  Heard hear(Duration patience) throws IOException {
    try {
      socket.setSoTimeout(Math.max(1, (int) patience.toMillis()));
      while (true) {
        int first = in.readUnsignedByte();
        var payload = in.readNBytes(length());
        switch (first & 0x0F) {
          case TEXT -> {
            return new Heard.Text(new String(payload, StandardCharsets.UTF_8));
          }
          case CLOSE -> {
            return new Heard.Closed(
                payload.length < 2 ? NO_CODE : ByteBuffer.wrap(payload).getShort() & 0xFFFF);
          }
          default -> {} // A ping or a pong.
        }
      }
    } catch (SocketTimeoutException late) {
      return new Heard.Nothing();
    } catch (IOException broken) {
      return new Heard.Closed(LOST);
    }
  }

  private int length() throws IOException {
    int length = in.readUnsignedByte();
    return switch (length) {
      case TWO_BYTES -> in.readUnsignedShort();
      case EIGHT_BYTES -> (int) in.readLong();
      default -> length;
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
