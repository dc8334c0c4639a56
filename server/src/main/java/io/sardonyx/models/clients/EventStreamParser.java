package io.sardonyx.models.clients;

import io.sardonyx.platform.memory.MemoryReservation;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses a response while it arrives, in pieces cut anywhere: server-sent events as the HTML
 * standard has them (a byte order mark; lines that end with CR, LF or both; comments; data of
 * several lines), or lines that are an event each. An event without data is none, and the last one
 * may be unterminated. A server that streams nothing sends one JSON text instead, which is one
 * event.
 */
public final class EventStreamParser {
  /** How events are separated. */
  public enum Form {
    EVENTS,
    LINES,
    JSON
  }

  /** More than any event of a model. */
  private static final int MAX_EVENT = 1 << 20;

  /** Buffers up to this size are not counted. */
  private static final int SMALL = 32 << 10;

  /** A large event as text, as what is parsed from it, and as what is made of that. */
  private static final int COPIES = 4;

  private static final byte[] EMPTY = {};
  private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] DATA = "data".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event".getBytes(StandardCharsets.US_ASCII);

  private Form form;
  private final EventConsumer consumer;
  private final MemoryReservation memory;
  private @Nullable String name;
  private byte[] bytes = EMPTY;
  private int length;
  private boolean hasBegun;
  private boolean endedWithReturn;

  /** Where the line begins that is not complete yet. */
  private int lineFrom;

  /** Where the only data line so far is; -1 without one. */
  private int dataFrom = -1;

  private int dataTo;

  /** All data lines, where there are several. */
  private @Nullable ByteArrayOutputStream lines;

  public EventStreamParser(Form form, EventConsumer consumer, MemoryReservation memory) {
    this.form = form;
    this.consumer = consumer;
    this.memory = memory;
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
      int capacity = Math.max(length, 2 * bytes.length);
      if (capacity > SMALL) {
        memory.reserve(capacity - (bytes.length > SMALL ? bytes.length : 0));
      }
      bytes = Arrays.copyOf(bytes, capacity);
    }
    return begin;
  }

  /**
   * @param searched where no line ends before
   */
  private void parse(int searched) throws IOException {
    int begin = skipMark(searched);
    for (int at = begin; at < length && form != Form.JSON; at++) {
      byte each = bytes[at];
      if (each == '\n' && endedWithReturn && at == lineFrom) {
        lineFrom++; // The end of the same line.
        endedWithReturn = false;
      } else if (each == '\n' || each == '\r') {
        line(lineFrom, at);
        lineFrom = at + 1;
        endedWithReturn = each == '\r';
      }
    }
    compact();
    int held = length + (lines == null ? 0 : lines.size());
    if (held > MAX_EVENT) {
      throw new IllegalStateException("The provider sent an event of more than a megabyte");
    }
  }

  private int skipMark(int searched) {
    if (hasBegun || length == 0) {
      return searched;
    }
    int compared = Math.min(length, MARK.length);
    boolean isMark = Arrays.equals(bytes, 0, compared, MARK, 0, compared);
    if (isMark && length < MARK.length) {
      return length; // The rest decides.
    }
    lineFrom = isMark ? MARK.length : 0;
    hasBegun = lineFrom < length;
    if (hasBegun && form == Form.EVENTS && bytes[lineFrom] == '{') {
      form = Form.JSON;
    }
    return lineFrom;
  }

  /** Drops what has been parsed. */
  private void compact() {
    int from = dataFrom < 0 ? lineFrom : dataFrom;
    if (from > 0) {
      System.arraycopy(bytes, from, bytes, 0, length - from);
      length -= from;
      lineFrom -= from;
      dataFrom = dataFrom < 0 ? -1 : 0;
      dataTo -= from;
    }
  }

  /** The end of the response: the last event may be unterminated. */
  public void end() throws IOException {
    if (lineFrom < length) {
      line(lineFrom, length);
      lineFrom = length;
    }
    dispatch();
  }

  private void line(int from, int to) throws IOException {
    if (form != Form.EVENTS) {
      if (from < to) {
        consume(null, bytes, from, to);
      }
    } else if (from == to) {
      dispatch();
    } else if (bytes[from] == ':') {
      consumer.consumeComment();
    } else {
      field(from, to);
    }
  }

  private void field(int from, int to) {
    int colon = from;
    while (colon < to && bytes[colon] != ':') {
      colon++;
    }
    int value = Math.min(to, colon + 1);
    value = value < to && bytes[value] == ' ' ? value + 1 : value;
    if (Arrays.equals(bytes, from, colon, DATA, 0, DATA.length)) {
      data(value, to);
    } else if (Arrays.equals(bytes, from, colon, EVENT, 0, EVENT.length)) {
      name = new String(bytes, value, to - value, StandardCharsets.UTF_8).strip();
    }
  }

  private void data(int from, int to) {
    if (dataFrom < 0 && lines == null) {
      dataFrom = from;
      dataTo = to;
      return;
    }
    var all = lines;
    if (all == null) {
      all = new ByteArrayOutputStream();
      all.write(bytes, dataFrom, dataTo - dataFrom);
      dataFrom = -1;
      lines = all;
    }
    all.write('\n');
    all.write(bytes, from, to - from);
  }

  private void dispatch() throws IOException {
    var all = lines;
    int from = dataFrom;
    var event = name;
    lines = null;
    dataFrom = -1;
    name = null;
    if (all != null) {
      consume(event, all.toByteArray(), 0, all.size());
    } else if (from >= 0 && from < dataTo) {
      consume(event, bytes, from, dataTo);
    }
  }

  private void consume(@Nullable String event, byte[] data, int from, int to) throws IOException {
    long counted = to - from > SMALL ? (long) (to - from) * COPIES : 0;
    memory.reserve(counted);
    try {
      consumer.consume(event, data, from, to);
    } finally {
      memory.release(counted);
    }
  }
}
