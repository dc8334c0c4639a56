package io.sardonyx.models.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.platform.memory.MemoryReservation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
      assertThat(events(EventStreamParser.Form.EVENTS, bytes, cut))
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
      assertThat(events(EventStreamParser.Form.LINES, bytes, cut))
          .containsExactly(
              new Event(null, "{\"a\":1}"),
              new Event(null, "{\"b\":2}"),
              new Event(null, "{\"c\":3}"));
    }
  }

  /** The cases of the HTML standard, each cut anywhere. */
  @ParameterizedTest
  @MethodSource("standard")
  void streamsAreReadAsTheStandardHasThem(String stream, List<String> expected) throws IOException {
    var bytes = stream.getBytes(StandardCharsets.UTF_8);
    for (int cut = 0; cut <= bytes.length; cut++) {
      assertThat(events(EventStreamParser.Form.EVENTS, bytes, cut))
          .as("cut at %d", cut)
          .extracting(Event::data)
          .isEqualTo(expected);
    }
  }

  static List<Arguments> standard() {
    return List.of(
        Arguments.of("\uFEFFdata: mark\n\n", List.of("mark")),
        Arguments.of("data: a\r\rdata: b\r\r", List.of("a", "b")),
        Arguments.of("data: a\r\n\r\ndata: b\r\n\r\n", List.of("a", "b")),
        Arguments.of("data: a\r\n\ndata: b\n\r\n", List.of("a", "b")),
        Arguments.of(": ping\n\n:\n\ndata: a\n\n", List.of("a")),
        Arguments.of("data:\n\ndata\n\ndata: a\n\n", List.of("a")),
        Arguments.of("data:a\ndata:b\ndata: c\n\n", List.of("a\nb\nc")),
        Arguments.of("data: {\"a\":\ndata: 1}\n\n", List.of("{\"a\":\n1}")),
        Arguments.of("data:  two spaces\n\n", List.of(" two spaces")),
        Arguments.of("database: no\nid: 1\nretry: 2\ndata: a\n\n", List.of("a")),
        Arguments.of("\n\n\ndata: a\n\n\n", List.of("a")),
        Arguments.of("data: no end", List.of("no end")),
        Arguments.of("{\n  \"whole\": true\n}\n", List.of("{\n  \"whole\": true\n}\n")),
        Arguments.of("", List.of()));
  }

  @Test
  void commentsAreSignsOfLife() throws IOException {
    var recorder = new Recorder(new ArrayList<>(), new AtomicInteger());
    var parser =
        new EventStreamParser(
            EventStreamParser.Form.EVENTS, recorder, MemoryReservation.unlimited());
    var bytes = ": one\n\ndata: x\n\n:two\n\n".getBytes(StandardCharsets.UTF_8);
    parser.add(bytes, bytes.length);
    assertThat(recorder.comments).hasValue(2);
  }

  /** Whatever a provider sends: little more than a megabyte of it is buffered. */
  @ParameterizedTest
  @CsvSource({"EVENTS, x", "LINES, x", "EVENTS, 'data: x\n'"})
  void anEventWithoutAnEndIsRefused(EventStreamParser.Form form, String piece) {
    var parser =
        new EventStreamParser(
            form,
            new Recorder(new ArrayList<>(), new AtomicInteger()),
            MemoryReservation.unlimited());
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

  private static List<Event> events(EventStreamParser.Form form, byte[] bytes, int cut)
      throws IOException {
    var events = new ArrayList<Event>();
    var parser =
        new EventStreamParser(
            form, new Recorder(events, new AtomicInteger()), MemoryReservation.unlimited());
    parser.add(bytes, cut);
    parser.add(Arrays.copyOfRange(bytes, cut, bytes.length), bytes.length - cut);
    parser.end();
    return events;
  }

  private record Recorder(List<Event> events, AtomicInteger comments) implements EventConsumer {
    @Override
    public void consume(@Nullable String name, byte[] bytes, int from, int to) {
      events.add(new Event(name, new String(bytes, from, to - from, StandardCharsets.UTF_8)));
    }

    @Override
    public void consumeComment() {
      comments.incrementAndGet();
    }
  }
}
