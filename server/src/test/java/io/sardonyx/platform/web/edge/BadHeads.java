package io.sardonyx.platform.web.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Requests that are wrong before their body is: one line each. */
final class BadHeads {
  private static final String POST =
      "POST /api/v1/login-sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
  private static final String OPEN = "GET /health HTTP/1.1\r\nHost: x\r\n";

  private BadHeads() {}

  /**
   * @param statuses what may come back; 0 is a connection that is closed without a word
   */
  record BadHead(String what, byte[] request, Set<Integer> statuses) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<BadHead> all() {
    return Stream.of(heads(), addresses(), senders(), lengths(), types())
        .flatMap(List::stream)
        .toList();
  }

  private static List<BadHead> heads() {
    return List.of(
        bad("no Host", "GET /health HTTP/1.1\r\n\r\n", 400),
        bad("no version", "GET /health\r\n\r\n", 400),
        bad(
            "the start of a TLS handshake",
            "\u0016\u0003\u0001\u0002\u0000\u0001garbage\r\n\r\n",
            400),
        bad("every byte there is", everyByte() + "\r\n\r\n", 400, 0),
        bad("HTTP/2 without being asked", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        bad("a header's name with a space", OPEN + "A b: c\r\n\r\n", 400),
        bad("a space before the colon", OPEN + "A : c\r\n\r\n", 400),
        bad("a header without a colon", OPEN + "abc\r\n\r\n", 400),
        bad("NUL in a header", OPEN + "A: b\u0000c\r\n\r\n", 400),
        bad("a carriage return alone in a header", OPEN + "A: b\rc: d\r\n\r\n", 400));
  }

  private static List<BadHead> addresses() {
    return List.of(
        bad("line feeds alone", "GET /health HTTP/1.1\nHost: x\n\n", 400),
        bad(
            "an address of 9,000 characters",
            "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
            414),
        bad("a header of 20,000 characters", OPEN + "A: " + "a".repeat(20_000) + "\r\n\r\n", 431),
        bad("3,000 headers", OPEN + headers(3_000) + "\r\n", 431),
        bad(
            "a percent sign that encodes nothing",
            "GET /api/v1/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            400),
        bad(
            "such a percent sign in a query",
            "GET /api/v1/me?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n",
            400),
        bad("an encoded NUL in the address", "GET /api/v1/me%00 HTTP/1.1\r\nHost: x\r\n\r\n", 400),
        bad("invalid UTF-8 in the address", "GET /api/v1/%ff%fe HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        bad(
            "bytes that are no ASCII in the address",
            "GET /api/\u00ff\u00fe HTTP/1.1\r\nHost: x\r\n\r\n",
            404,
            400),
        bad(
            "a way out of the assets",
            "GET /assets/%2e%2e/%2e%2e/application.properties HTTP/1.1\r\nHost: x\r\n\r\n",
            404));
  }

  private static List<BadHead> senders() {
    return List.of(
        bad("no address at all", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        bad("CONNECT", "CONNECT elsewhere:443 HTTP/1.1\r\nHost: x\r\n\r\n", 404, 405),
        bad("TRACE", "TRACE /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        bad("a method that nobody knows", "BREW /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        bad(
            "a method in disguise",
            "POST /api/v1/me HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: GET\r\nContent-Length: 0\r\n\r\n",
            405),
        bad(
            "an Accept that means nothing",
            "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAccept: ////;;;q=abc\r\n\r\n",
            400),
        bad(
            "control characters for a token",
            "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \u0001\u0002\r\n\r\n",
            400,
            401),
        bad(
            "a token of 8,000 characters",
            "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + "a.".repeat(4_000)
                + "\r\n\r\n",
            401),
        bad(
            "a cookie that is none",
            "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nCookie: sardonyx_access=\"; ;;=;,\r\n\r\n",
            401,
            400),
        bad("a body of negative length", POST + "Content-Length: -1\r\n\r\n{}", 400));
  }

  private static List<BadHead> lengths() {
    return List.of(
        bad("a body whose length is no number", POST + "Content-Length: abc\r\n\r\n{}", 400),
        bad("a body of 2^64 bytes", POST + "Content-Length: 18446744073709551616\r\n\r\n{}", 400),
        bad(
            "a body of 2^63 - 1 bytes",
            POST + "Content-Length: 9223372036854775807\r\n\r\n{}",
            413),
        bad("a body of 400 MB, announced", POST + "Content-Length: 400000000\r\n\r\n{}", 413),
        bad("two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400),
        bad(
            "a length and chunks",
            POST + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            422,
            400),
        bad(
            "a transfer encoding that hides the end",
            POST + "Transfer-Encoding: gzip\r\n\r\n{}",
            400),
        bad(
            "chunks within another encoding",
            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            400),
        bad("a chunk whose size is no number", CHUNKED + "zz\r\n{}\r\n0\r\n\r\n", 400, 0),
        bad("a chunk of negative size", CHUNKED + "-1\r\n{}\r\n0\r\n\r\n", 400, 0));
  }

  private static List<BadHead> types() {
    return List.of(
        bad("a chunk of 2^64 bytes", CHUNKED + "ffffffffffffffff\r\n{}", 400, 0),
        bad("a chunk that is longer than it says", CHUNKED + "2\r\n{}XX0\r\n\r\n", 400, 0),
        bad(
            "an expectation that nobody can meet",
            POST + "Expect: a miracle\r\nContent-Length: 2\r\n\r\n{}",
            422,
            417),
        bad(
            "a compressed body",
            POST + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
            415),
        bad(
            "a body without a type",
            "POST /api/v1/login-sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}",
            415),
        bad("a body that is a form", typed("application/x-www-form-urlencoded"), 415),
        bad("a body that is text", typed("text/plain"), 415),
        bad("JSON in another character set", typed("application/json; charset=utf-16"), 415),
        bad("a type that is none", typed(";;;/"), 415));
  }

  private static String typed(String type) {
    return "POST /api/v1/login-sessions HTTP/1.1\r\nHost: x\r\nContent-Type: "
        + type
        + "\r\nContent-Length: 2\r\n\r\n{}";
  }

  private static String everyByte() {
    var all = new StringBuilder();
    IntStream.range(0, 256).forEach(b -> all.append((char) b));
    return all.toString();
  }

  private static String headers(int count) {
    var all = new StringBuilder();
    IntStream.range(0, count).forEach(i -> all.append('A').append(i).append(": b\r\n"));
    return all.toString();
  }

  private static BadHead bad(String what, String request, Integer... statuses) {
    return new BadHead(what, request.getBytes(StandardCharsets.ISO_8859_1), Set.of(statuses));
  }
}
