package io.sardonyx.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventStreamParserTest {
  private static final String EVENTS =
      """
      : a comment

      event: greeting
      data: Grüße 🌍

      data:one
      data: two
      id: 7

      data: crossed\r
      \r

      data: without an end\
      """;

  @Test
  void eventsAreTheSameWhereverTheyAreCut() {
    var bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(heard(EventStreamParser.Form.EVENTS, EventStreamParser.Shortcut.NONE, bytes, cut))
          .as("cut at %d", cut)
          .containsExactly(
              new ServerSentEvent("greeting", "Grüße 🌍"),
              new ServerSentEvent(null, "one\ntwo"),
              new ServerSentEvent(null, "crossed"),
              new ServerSentEvent(null, "without an end"));
    }
  }

  @Test
  void linesAreAnEventEach() {
    var bytes = "{\"a\":1}\n{\"b\":2}\r\n{\"c\":3}".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(heard(EventStreamParser.Form.LINES, EventStreamParser.Shortcut.NONE, bytes, cut))
          .containsExactly(
              new ServerSentEvent(null, "{\"a\":1}"),
              new ServerSentEvent(null, "{\"b\":2}"),
              new ServerSentEvent(null, "{\"c\":3}"));
    }
  }

  @Test
  void whatTheShortcutTakesIsNotToldAndTheRestIs() {
    var bytes = "data: x1\n\ndata: y\n\nevent: e\ndata: x2\n\n".getBytes(StandardCharsets.UTF_8);
    var taken = new ArrayList<String>();
    EventStreamParser.Shortcut shortcut =
        (all, from, to) -> {
          if (all[from] == 'x') {
            taken.add(new String(all, from, to - from, StandardCharsets.UTF_8));
          }
          return all[from] == 'x';
        };
    assertThat(heard(EventStreamParser.Form.EVENTS, shortcut, bytes, 12))
        .containsExactly(new ServerSentEvent(null, "y"), new ServerSentEvent("e", "x2"));
    assertThat(taken).containsExactly("x1");
  }

  /** Whatever a provider sends: little more than a megabyte is kept of it. */
  @ParameterizedTest
  @CsvSource({"EVENTS, x", "LINES, x", "EVENTS, 'data: x\n'"})
  void whatNeverEndsIsCutOff(EventStreamParser.Form form, String piece) {
    var events =
        new EventStreamParser(
            form, EventStreamParser.Shortcut.NONE, new Hearing(new ArrayList<>()));
    int size = 1 << 16;
    var more = Buffer.buffer(piece.repeat(size / piece.length()));
    var added = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              while (added.incrementAndGet() < 1_000) {
                events.add(more);
              }
            })
        .hasMessageContaining("more than a megabyte");
    assertThat((long) added.get() * size).isBetween(1L << 20, 5L << 20);
  }

  private static List<ServerSentEvent> heard(
      EventStreamParser.Form form, EventStreamParser.Shortcut shortcut, byte[] bytes, int cut) {
    var heard = new ArrayList<ServerSentEvent>();
    var events = new EventStreamParser(form, shortcut, new Hearing(heard));
    var all = Buffer.buffer(bytes);
    events.add(all.slice(0, cut));
    events.add(all.slice(cut, bytes.length));
    events.end();
    return heard;
  }

  private record Hearing(List<ServerSentEvent> heard) implements ServerSentEventListener {
    @Override
    public void onEvent(ServerSentEvent event) {
      heard.add(event);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }
  }
}
