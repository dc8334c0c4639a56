package io.sardonyx.models;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventListenerUtils;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what a provider says as it arrives, in pieces cut anywhere: server-sent events (as
 * the HTML standard has them), or lines that are an event each.
 */
final class EventStreamParser {
  /** How events follow each other. */
  enum Form {
    EVENTS,
    LINES
  }

  /** Deals with events that are so frequent that they must not cost much. */
  interface Shortcut {
    Shortcut NONE = (bytes, from, to) -> false;

    /**
     * @param bytes with the event's data from {@code from} to {@code to}, to be left as they are
     * @return whether it was dealt with
     */
    boolean take(byte[] bytes, int from, int to);
  }

  /** More than a model can mean to say at once. */
  private static final int MAX_EVENT = 1 << 20;

  private static final byte[] NOTHING = {};
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] EVENT = "event:".getBytes(StandardCharsets.US_ASCII);

  private final Form form;
  private final Shortcut shortcut;
  private final ServerSentEventListener listener;
  private final ServerSentEventContext context = new ServerSentEventContext(new Handle());
  private final StringBuilder data = new StringBuilder();
  private @Nullable String event;
  private byte[] bytes = NOTHING;
  private int length;

  EventStreamParser(Form form, Shortcut shortcut, ServerSentEventListener listener) {
    this.form = form;
    this.shortcut = shortcut;
    this.listener = listener;
  }

  void open(SuccessfulHttpResponse response) {
    ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onOpen(response));
  }

  void add(Buffer piece) {
    int searched = length;
    length += piece.length();
    if (bytes.length < length) {
      bytes = Arrays.copyOf(bytes, Math.max(length, 2 * bytes.length));
    }
    piece.getBytes(bytes, searched);
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

  /** Nothing follows: a last event may lack its end. */
  void end() {
    if (length > 0) {
      line(0, length);
      length = 0;
    }
    tell();
  }

  private void line(int from, int to) {
    if (form == Form.LINES) {
      data.append(text(from, to));
      tell();
    } else if (from == to) {
      tell();
    } else if (begins(from, to, DATA)) {
      int begin = from + DATA.length;
      data(begin < to && bytes[begin] == ' ' ? begin + 1 : begin, to);
    } else if (begins(from, to, EVENT)) {
      event = text(from + EVENT.length, to).strip();
    }
  }

  private void data(int from, int to) {
    if (!data.isEmpty()) {
      data.append('\n');
    } else if (event == null && shortcut.take(bytes, from, to)) {
      return;
    }
    data.append(text(from, to));
  }

  private void tell() {
    if (!data.isEmpty()) {
      var told = new ServerSentEvent(event, data.toString());
      ServerSentEventListenerUtils.ignoringExceptions(() -> listener.onEvent(told, context));
      data.setLength(0);
    }
    event = null;
  }

  private boolean begins(int from, int to, byte[] name) {
    return to - from >= name.length
        && Arrays.equals(bytes, from, from + name.length, name, 0, name.length);
  }

  private String text(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** LangChain4j's way to stop; ours is the listener, who hangs up. */
  private static final class Handle implements ServerSentEventParsingHandle {
    private volatile boolean cancelled;

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
