package io.sardonyx.platform.memory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A model provider whose responses are as large as their reader lets them be. */
final class HostileModelServer implements AutoCloseable {
  private static final int MB = 1 << 20;

  private final HttpServer server;

  private HostileModelServer(HttpServer server) {
    this.server = server;
  }

  private interface Response {
    void write(OutputStream out) throws IOException;
  }

  static HostileModelServer start() throws IOException {
    var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    var hostile = new HostileModelServer(http);
    hostile.serve(Attack.TOOL_CALLS, HostileModelServer::toolCalls);
    hostile.serve(Attack.REASONING, HostileModelServer::reasoning);
    hostile.serve(Attack.LETTERS, HostileModelServer::letters);
    hostile.serve(Attack.VALUES, HostileModelServer::values);
    hostile.serve(Attack.LARGE_EVENTS, HostileModelServer::largeEvents);
    hostile.serve(Attack.WHOLE_VALUES, HostileModelServer::wholeValues);
    hostile.serve(Attack.WHOLE_LETTERS, HostileModelServer::wholeLetters);
    http.start();
    return hostile;
  }

  /** What a response is full of. */
  enum Attack {
    TOOL_CALLS(true),
    REASONING(true),
    LETTERS(true),
    VALUES(true),
    LARGE_EVENTS(true),
    WHOLE_VALUES(false),
    WHOLE_LETTERS(false);

    /** Whether it is a stream of events. */
    final boolean isStream;

    Attack(boolean isStream) {
      this.isStream = isStream;
    }
  }

  String url(Attack attack) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + attack.name() + "/v1";
  }

  private void serve(Attack attack, Response response) {
    server.createContext(
        "/" + attack.name(),
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            respond(exchange, attack, response);
          }
        });
  }

  private static void respond(HttpExchange exchange, Attack attack, Response response)
      throws IOException {
    exchange
        .getResponseHeaders()
        .set("Content-Type", attack.isStream ? "text/event-stream" : "application/json");
    exchange.sendResponseHeaders(200, 0);
    response.write(exchange.getResponseBody());
  }

  private static void toolCalls(OutputStream out) throws IOException {
    var arguments = "x".repeat(10_000);
    for (int sent = 0; sent < 55 * MB; sent += arguments.length()) {
      delta(
          out, "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"" + arguments + "\"}}]");
    }
  }

  private static void reasoning(OutputStream out) throws IOException {
    var thought = "so ".repeat(3_000);
    for (int sent = 0; sent < 55 * MB; sent += thought.length()) {
      delta(out, "\"reasoning_content\":\"" + thought + "\"");
    }
  }

  private static void letters(OutputStream out) throws IOException {
    var letters = "a".repeat(4_000);
    for (int sent = 0; sent < 16 * MB; sent += letters.length()) {
      delta(out, "\"content\":\"" + letters + "\"");
    }
  }

  /** Each event is nearly as large as it may be, and a tree of it forty times as large. */
  private static void values(OutputStream out) throws IOException {
    var values = "[],".repeat(300_000) + "[]";
    for (int i = 0; i < 50; i++) {
      delta(out, "\"x\":[" + values + "]");
    }
  }

  private static void largeEvents(OutputStream out) throws IOException {
    var letters = "b".repeat(1_000_000);
    for (int i = 0; i < 50; i++) {
      delta(out, "\"x\":\"" + letters + "\"");
    }
  }

  private static void wholeValues(OutputStream out) throws IOException {
    var values = ascii("[],".repeat(300_000));
    out.write(ascii("{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"x\":["));
    for (int i = 0; i < 17; i++) {
      out.write(values);
    }
    out.write(ascii("[]]}"));
  }

  private static void wholeLetters(OutputStream out) throws IOException {
    var letters = ascii("a".repeat(MB));
    out.write(ascii("{\"choices\":[{\"message\":{\"content\":\""));
    for (int i = 0; i < 15; i++) {
      out.write(letters);
    }
    out.write(ascii("\"},\"finish_reason\":\"stop\"}]}"));
  }

  private static void delta(OutputStream out, String fields) throws IOException {
    out.write(ascii("data: {\"choices\":[{\"index\":0,\"delta\":{" + fields + "}}]}\n\n"));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
