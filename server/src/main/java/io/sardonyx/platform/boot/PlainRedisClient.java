package io.sardonyx.platform.boot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A few commands to a Redis on loopback, before there is a client and without its weight. */
final class PlainRedisClient implements AutoCloseable {
  private static final int MILLISECONDS = 2_000;

  private final Socket socket;
  private final BufferedInputStream in;

  private PlainRedisClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  static PlainRedisClient connect(int port) throws IOException {
    var socket = new Socket();
    socket.setSoTimeout(MILLISECONDS);
    socket.connect(new InetSocketAddress("127.0.0.1", port), MILLISECONDS);
    return new PlainRedisClient(socket);
  }

  /**
   * @return the first line of the answer, as in {@code +PONG} or {@code -LOADING …}
   */
  String send(String... words) throws IOException {
    var command = new StringBuilder("*" + words.length + "\r\n");
    for (var word : words) {
      command.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    var out = socket.getOutputStream();
    out.write(command.toString().getBytes(StandardCharsets.US_ASCII));
    out.flush();
    var answer = new StringBuilder();
    for (int c; (c = in.read()) != '\n'; ) {
      if (c < 0) {
        throw new IOException("Redis closed the connection.");
      }
      if (c != '\r') {
        answer.append((char) c);
      }
    }
    return answer.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
