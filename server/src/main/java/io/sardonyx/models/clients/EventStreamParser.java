package io.sardonyx.models.clients;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses a response while it arrives, in pieces cut anywhere: server-sent events (as the HTML
 * standard has them), or lines that are an event each.
 */
public final class EventStreamParser {
  /** How events are separated. */
  public enum Form {
    EVENTS,
    LINES
  }

  /** More than any event of a model. */
  private static final int MAX_EVENT = 1 << 20;

  private static final byte[] EMPTY = {};
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

  private final Form form;
  private final EventConsumer consumer;
  private final StringBuilder data = new StringBuilder();
  private @Nullable String name;
  private byte[] bytes = EMPTY;
  private int length;

  public EventStreamParser(Form form, EventConsumer consumer) {
    this.form = form;
    this.consumer = consumer;
  }

  public void add(byte[] piece, int pieceLength) throws IOException {
    int searched = grow(pieceLength);
    System.arraycopy(piece, 0, bytes, searched, pieceLength);
    parse(searched);
  }

  void add(Buffer piece) throws IOException {
    int searched = grow(piece.length());
    piece.getBytes(bytes, searched);
    parse(searched);
  }

  /** Returns where the piece begins. */
  private int grow(int pieceLength) {
    int begin = length;
    length += pieceLength;
    if (bytes.length < length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    return begin;
  }

  /**
   * @param searched where no line ends before
   */
  private void parse(int searched) throws IOException {
    int from = 0;
    for (int at = searched; at < length; at++) {
      if (bytes[at] == '\n') {
        line(from, at > from && bytes[at - 1] == '\r' ? at - 1 : at);
        from = at + 1;
      }
    }
    length -= from;
    System.arraycopy(bytes, from, bytes, 0, length);
    if (length > MAX_EVENT || data.length() > MAX_EVENT) {
      throw new IllegalStateException("The provider sent an event of more than a megabyte");
    }
  }

  /** The end of the response: the last event may be unterminated. */
  public void end() throws IOException {
    if (length > 0) {
      line(0, length);
      length = 0;
    }
    dispatch();
  }

  private void line(int from, int to) throws IOException {
    if (form == Form.LINES) {
      data.append(text(from, to));
      dispatch();
    } else if (from == to) {
      dispatch();
    } else if (startsWith(from, to, DATA)) {
      int begin = from + DATA.length;
      dataLine(begin < to && bytes[begin] == ' ' ? begin + 1 : begin, to);
    } else if (startsWith(from, to, EVENT)) {
      name = text(from + EVENT.length, to).strip();
    }
  }

  private void dataLine(int from, int to) throws IOException {
    if (!data.isEmpty()) {
      data.append('\n');
    } else if (name == null && consumer.consumeLine(bytes, from, to)) {
      return;
    }
    data.append(text(from, to));
  }

  private void dispatch() throws IOException {
    if (!data.isEmpty()) {
      consumer.consume(name, data.toString());
      data.setLength(0);
    }
    name = null;
  }

  private boolean startsWith(int from, int to, byte[] field) {
    return to - from >= field.length
        && Arrays.equals(bytes, from, from + field.length, field, 0, field.length);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}
