package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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
  void eventsAreTheSameWhereverTheyAreCut() throws IOException {
    var bytes = EVENTS.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(events(EventStreamParser.Form.EVENTS, "", bytes, cut))
          .as("cut at %d", cut)
          .containsExactly(
              new Event("greeting", "Grüße 🌍"),
              new Event(null, "one\ntwo"),
              new Event(null, "crossed"),
              new Event(null, "without an end"));
    }
  }

  @Test
  void linesAreAnEventEach() throws IOException {
    var bytes = "{\"a\":1}\n{\"b\":2}\r\n{\"c\":3}".getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(events(EventStreamParser.Form.LINES, "", bytes, cut))
          .containsExactly(
              new Event(null, "{\"a\":1}"),
              new Event(null, "{\"b\":2}"),
              new Event(null, "{\"c\":3}"));
    }
  }

  @Test
  void aConsumedLineIsNotAnEventAndTheOthersAre() throws IOException {
    var bytes = "data: x1\n\ndata: y\n\nevent: e\ndata: x2\n\n".getBytes(StandardCharsets.UTF_8);
    assertThat(events(EventStreamParser.Form.EVENTS, "x", bytes, 12))
        .containsExactly(new Event("line", "x1"), new Event(null, "y"), new Event("e", "x2"));
  }

  /** Whatever a provider sends: little more than a megabyte of it is buffered. */
  @ParameterizedTest
  @CsvSource({"EVENTS, x", "LINES, x", "EVENTS, 'data: x\n'"})
  void anEventWithoutAnEndIsRefused(EventStreamParser.Form form, String piece) {
    var parser = new EventStreamParser(form, new Recorder("", new ArrayList<>()));
    int size = 1 << 16;
    var more = piece.repeat(size / piece.length()).getBytes(StandardCharsets.UTF_8);
    var added = new AtomicInteger();
    assertThatThrownBy(
            () -> {
              while (added.incrementAndGet() < 1_000) {
                parser.add(more, more.length);
              }
            })
        .hasMessageContaining("more than a megabyte");
    assertThat((long) added.get() * size).isBetween(1L << 20, 5L << 20);
  }

  private record Event(@Nullable String name, String data) {}

  /**
   * @param prefix of the lines that are consumed at once; none when empty
   */
  private static List<Event> events(
      EventStreamParser.Form form, String prefix, byte[] bytes, int cut) throws IOException {
    var events = new ArrayList<Event>();
    var parser = new EventStreamParser(form, new Recorder(prefix, events));
    parser.add(bytes, cut);
    parser.add(Arrays.copyOfRange(bytes, cut, bytes.length), bytes.length - cut);
    parser.end();
    return events;
  }

  private record Recorder(String prefix, List<Event> events) implements EventConsumer {
    @Override
    public boolean consumeLine(byte[] bytes, int from, int to) {
      var data = new String(bytes, from, to - from, StandardCharsets.UTF_8);
      if (prefix.isEmpty() || !data.startsWith(prefix)) {
        return false;
      }
      events.add(new Event("line", data));
      return true;
    }

    @Override
    public void consume(@Nullable String name, String data) {
      events.add(new Event(name, data));
    }
  }
}
