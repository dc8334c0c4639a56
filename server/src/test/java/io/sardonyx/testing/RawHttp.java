package io.sardonyx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** A sender who does not care for the rules: bytes in, bytes out. One request after the other. */
public final class RawHttp implements AutoCloseable {
  private static final Pattern LENGTH =
      Pattern.compile("\r\ncontent-length: (\\d+)\r\n", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHUNKED =
      Pattern.compile("\r\ntransfer-encoding: chunked\r\n", Pattern.CASE_INSENSITIVE);
  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";
  private static final Set<Integer> NO_BODY = Set.of(204, 304);
  private static final int END_OF_HEAD = 4;

  private final Socket socket;

  private RawHttp(Socket socket) {
    this.socket = socket;
  }

  /**
   * What came back.
   *
   * @param status 0 when the connection was closed without a word
   * @param closed whether the server closed the connection
   */
  public record Answer(int status, String head, String body, boolean closed, Duration took) {
    public JsonNode json() throws IOException {
      return new ObjectMapper().readTree(body);
    }

    /** Whether the server will close the connection. */
    public boolean isLast() {
      return closed || head.toLowerCase(Locale.ROOT).contains("\r\nconnection: close\r\n");
    }

    /** The same after another time. */
    public Answer after(Duration time) {
      return new Answer(status, head, body, closed, time);
    }

    public boolean isProblem() {
      return head.toLowerCase(Locale.ROOT).contains("application/problem+json");
    }
  }

  public static RawHttp connect(Node node) throws IOException {
    return connect(node.port());
  }

  /** To a server on the loopback. */
  public static RawHttp connect(int port) throws IOException {
    return new RawHttp(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /**
   * @param address one of this machine's, such as 127.0.0.2: the loopback has many
   */
  public static RawHttp connectFrom(String address, Node node) throws IOException {
    return new RawHttp(
        new Socket(
            InetAddress.getLoopbackAddress(), node.port(), InetAddress.getByName(address), 0));
  }

  public static Answer exchange(Node node, byte[] request, Duration patience) throws IOException {
    try (var http = connect(node)) {
      http.send(request);
      return http.answer(patience);
    }
  }

  /** Silently gives up where the server has closed already: what it said can still be read. */
  public RawHttp send(byte[] bytes) throws IOException {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
    } catch (SocketException closed) {
      // the answer says why
    }
    return this;
  }

  public RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The first answer, whole; or what there is when the connection ends or patience does. */
  public Answer answer(Duration patience) throws IOException {
    long begin = System.nanoTime();
    var received = new ByteArrayOutputStream();
    boolean closed = false;
    var buffer = new byte[65_536];
    while (!isWhole(received)) {
      var left = patience.minusNanos(System.nanoTime() - begin);
      if (left.isNegative() || left.toMillis() == 0) {
        break;
      }
      socket.setSoTimeout((int) left.toMillis());
      try {
        int count = socket.getInputStream().read(buffer);
        if (count < 0) {
          closed = true;
          break;
        }
        received.write(buffer, 0, count);
      } catch (SocketTimeoutException impatient) {
        break;
      } catch (SocketException reset) {
        closed = true;
        break;
      }
    }
    return answer(received, closed, Duration.ofNanos(System.nanoTime() - begin));
  }

  /** What comes until a text has come, and what came with it. */
  public String until(String text, Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    var received = new StringBuilder();
    var buffer = new byte[65_536];
    while (received.indexOf(text) < 0) {
      int count = socket.getInputStream().read(buffer);
      if (count < 0) {
        throw new EOFException("It closed before it said: " + text);
      }
      received.append(new String(buffer, 0, count, StandardCharsets.ISO_8859_1));
    }
    return received.toString();
  }

  /** All that comes until the server closes. */
  public String everything(Duration patience) throws IOException {
    socket.setSoTimeout((int) patience.toMillis());
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Answer answer(ByteArrayOutputStream received, boolean closed, Duration took) {
    var text = received.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new Answer(0, text, "", closed, took);
    }
    var head = text.substring(0, end + END_OF_HEAD);
    var sent = text.substring(end + END_OF_HEAD);
    var body = CHUNKED.matcher(head).find() ? unchunked(sent) : sent;
    return new Answer(
        status(head),
        head,
        new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8),
        closed,
        took);
  }

  private static int status(String head) {
    return Integer.parseInt(head.substring(9, 12));
  }

  private static String unchunked(String sent) {
    var body = new StringBuilder();
    int at = 0;
    for (int line = sent.indexOf("\r\n"); line > at; line = sent.indexOf("\r\n", at)) {
      int begin = line + 2;
      int end = begin + Integer.parseInt(sent.substring(at, line), 16);
      if (end == begin || end > sent.length()) {
        break;
      }
      body.append(sent, begin, end);
      at = end + 2;
    }
    return body.toString();
  }

  private static boolean isWhole(ByteArrayOutputStream received) {
    var text = received.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return false;
    }
    var head = text.substring(0, end + END_OF_HEAD);
    if (NO_BODY.contains(status(head))) {
      return true;
    }
    var length = LENGTH.matcher(head);
    return length.find()
        ? text.length() >= head.length() + Integer.parseInt(length.group(1))
        : CHUNKED.matcher(head).find() && text.endsWith(LAST_CHUNK);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
