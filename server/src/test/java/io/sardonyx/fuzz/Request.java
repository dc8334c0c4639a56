package io.sardonyx.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A request as it goes over the wire; nothing in it needs to be right. */
final class Request {
  private static final int SHOWN = 1_500;

  final Operation operation;
  final Caller caller;
  final List<Line> query = new ArrayList<>();
  final List<Line> headers = new ArrayList<>();

  /** What about it the document does not allow. */
  final List<String> wrong = new ArrayList<>();

  String path;
  byte @Nullable [] body;

  /** A name and its value, encoded. */
  record Line(String name, String value) {}

  Request(Operation operation, Caller caller, String path) {
    this.operation = operation;
    this.caller = caller;
    this.path = path;
  }

  void remove(String header) {
    headers.removeIf(line -> line.name().equalsIgnoreCase(header));
  }

  void set(String header, String value) {
    remove(header);
    headers.add(new Line(header, value));
  }

  byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
    if (body != null) {
      bytes.writeBytes(body);
    }
    return bytes.toByteArray();
  }

  private String head() {
    var head = new StringBuilder(operation.method()).append(' ').append(path);
    for (int i = 0; i < query.size(); i++) {
      head.append(i == 0 ? '?' : '&').append(query.get(i).name());
      head.append('=').append(query.get(i).value());
    }
    head.append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    for (var header : headers) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (body != null) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    return head.append("\r\n").toString();
  }

  /** To be sent once more by hand; what is no printable ASCII is written as in Java. */
  @Override
  public String toString() {
    var text = new StringBuilder("  by ").append(caller).append(":\n    ");
    for (byte each : bytes()) {
      char c = (char) (each & 0xFF);
      if (c == '\n') {
        text.append("\n    ");
      } else if (c >= ' ' && c < 127) {
        text.append(c);
      } else if (c != '\r') {
        text.append(String.format(Locale.ROOT, "\\x%02x", (int) c));
      }
      if (text.length() > SHOWN) {
        return text.append("…").toString();
      }
    }
    return text.toString();
  }
}
