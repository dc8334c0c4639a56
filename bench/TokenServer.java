import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.zip.CRC32;

/**
 * A model behind OpenAI's streaming protocol that says a token to everybody in turn, so many a
 * second to each. A token is the {@link Token time} at which it is sent, and the last one the
 * checksum of those before. One thread.
 */
final class TokenServer {
  private static final int REQUEST = 1 << 16;
  private static final String ANY_TOKEN = "t".repeat(Token.LENGTH);

  /** What is sent for a token; only the token itself differs. */
  private static final byte[] CHUNK =
      Stream.chunk("{\"content\":\"" + ANY_TOKEN + "\"}", "null", "null")
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final int TOKEN_AT =
      new String(CHUNK, StandardCharsets.ISO_8859_1).indexOf(ANY_TOKEN);

  private final int together;
  private final int tokens;
  private final long period;
  private final Selector selector = Selector.open();
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(REQUEST);
  private final byte[] token = new byte[Token.LENGTH];
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK.length).put(CHUNK);
  private final List<Stream> waiting = new ArrayList<>();
  private final PriorityQueue<Stream> speaking =
      new PriorityQueue<>(Comparator.comparingLong(stream -> stream.due));

  private TokenServer(int together, int tokens, int perSecond) throws IOException {
    this.together = together;
    this.tokens = tokens;
    this.period = 1_000_000_000L / perSecond;
  }

  /**
   * @param together how many answers begin at once, when as many have been asked for
   * @param tokens of each answer
   */
  static Program start(int together, int tokens, int perSecond) throws Exception {
    return Program.ofBench(
        "TokenServer",
        Integer.toString(together),
        Integer.toString(tokens),
        Integer.toString(perSecond));
  }

  /**
   * Arguments: the port, how many answers begin together, the tokens of an answer, and how many of
   * them are said in a second.
   */
  public static void main(String[] args) throws IOException {
    var server =
        new TokenServer(
            Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    server.run(Integer.parseInt(args[0]));
  }

  private void run(int port) throws IOException {
    var listening = ServerSocketChannel.open();
    listening.bind(new InetSocketAddress("127.0.0.1", port), 4_096);
    listening.configureBlocking(false);
    listening.register(selector, SelectionKey.OP_ACCEPT, listening);
    while (true) {
      speak();
      selector.select(this::ready, speaking.isEmpty() ? 100 : 1);
    }
  }

  private void ready(SelectionKey key) {
    try {
      if (key.attachment() instanceof Stream stream) {
        stream.read();
      } else {
        accept((ServerSocketChannel) key.attachment());
      }
    } catch (IOException gone) {
      key.cancel();
    }
  }

  private void accept(ServerSocketChannel listening) throws IOException {
    for (var channel = listening.accept(); channel != null; channel = listening.accept()) {
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, new Stream(channel));
    }
  }

  private void asked(Stream stream) {
    waiting.add(stream);
    if (waiting.size() < together) {
      return;
    }
    long now = System.nanoTime();
    for (int i = 0; i < waiting.size(); i++) {
      waiting.get(i).begin(now + period * i / waiting.size());
    }
    speaking.addAll(waiting);
    waiting.clear();
  }

  private void speak() {
    long now = System.nanoTime();
    while (!speaking.isEmpty() && speaking.peek().due <= now) {
      var stream = speaking.remove();
      try {
        if (stream.speak()) {
          speaking.add(stream);
        }
      } catch (IOException hungUp) {
        // Nobody listens any more.
      }
    }
  }

  /** A connection; it is used for one answer after the other. */
  private final class Stream {
    private static final String HEAD =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final SocketChannel channel;
    private final StringBuilder request = new StringBuilder();
    private final CRC32 checksum = new CRC32();
    private final ByteBuffer unsent = ByteBuffer.allocate(1 << 14);
    private long due;
    private int said;

    Stream(SocketChannel channel) {
      this.channel = channel;
    }

    void read() throws IOException {
      buffer.clear();
      if (channel.read(buffer) < 0) {
        channel.close();
        return;
      }
      request.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
      int end = request.indexOf("\r\n\r\n");
      if (end < 0 || request.length() < end + 4 + contentLength(end)) {
        return;
      }
      boolean isQuestion = request.charAt(0) == 'P';
      request.setLength(0);
      if (isQuestion) {
        asked(this);
      } else {
        send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
      }
    }

    private int contentLength(int end) {
      var name = "content-length: ";
      var head = request.substring(0, end).toLowerCase(Locale.ROOT) + "\r\n";
      int at = head.indexOf(name);
      return at < 0
          ? 0
          : Integer.parseInt(head, at + name.length(), head.indexOf("\r\n", at), 10);
    }

    void begin(long at) {
      due = at;
      said = 0;
      checksum.reset();
    }

    /** Whether more is to come. */
    boolean speak() throws IOException {
      if (said == tokens) {
        end();
        return false;
      }
      Token.write(token);
      checksum.update(token);
      chunk.clear().put(TOKEN_AT, token);
      if (said == 0) {
        send(HEAD);
      }
      send(chunk);
      said++;
      due += period;
      return true;
    }

    private void end() throws IOException {
      var usage =
          "{\"prompt_tokens\":1,\"completion_tokens\":%1$d,\"total_tokens\":%1$d}".formatted(said);
      send(
          chunk("{\"content\":\"%08x\"}".formatted(checksum.getValue()), "null", "null")
              + chunk("{}", "\"stop\"", usage)
              + "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
    }

    private static String chunk(String delta, String reason, String usage) {
      var event =
          "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\","
              + "\"choices\":[{\"index\":0,\"delta\":"
              + delta
              + ",\"finish_reason\":"
              + reason
              + "}],\"usage\":"
              + usage
              + "}\n\n";
      return Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
    }

    private void send(String text) throws IOException {
      send(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** What the network does not take goes with what follows. */
    private void send(ByteBuffer bytes) throws IOException {
      if (unsent.position() == 0) {
        channel.write(bytes);
      }
      if (bytes.hasRemaining()) {
        unsent.put(bytes).flip();
        channel.write(unsent);
        unsent.compact();
      }
    }
  }
}
