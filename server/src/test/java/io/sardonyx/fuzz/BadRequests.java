package io.sardonyx.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import io.sardonyx.fuzz.Request.Line;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes good requests bad, in one or two places. */
final class BadRequests {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As they are sent: encoded, or not quite. */
  private static final List<String> VALUES =
      List.of(
          "",
          "%20",
          "abc",
          "perhaps",
          "TRUE",
          "1",
          "-1",
          "0",
          "1.5",
          "1e3",
          "9223372036854775808",
          "99999999999999999999999999",
          "null",
          "[]",
          "%00",
          "a%00b",
          "%",
          "%zz",
          "%f0%28%8c%28",
          "%c0%af",
          "%ed%a0%80",
          "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
          "'%20or%201=1--",
          "a%0d%0aSet-Cookie:%20a=b",
          "2026-02-30",
          "0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a7",
          "AAAAAAAAAAAAAAAAAAAAAA",
          "+",
          "a&b=c",
          "x".repeat(5_000));

  private static final List<String> HEADERS =
      List.of(
          "Accept: image/png",
          "Accept: ;;;",
          "Accept: */*;q=x",
          "Accept-Language: " + "x".repeat(3_000),
          "Content-Type: text/plain",
          "Content-Type: application/xml",
          "Content-Type: application/json; charset=utf-16",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Type: ;;",
          "Content-Encoding: gzip",
          "Idempotency-Key: \u00e9",
          "Idempotency-Key: " + "k".repeat(300),
          "Last-Event-ID: abc",
          "Last-Event-ID: 99999999999999",
          "X-Request-Id: " + "\u00ff".repeat(10),
          "X-Forwarded-For: ,,[::1%eth0],unknown",
          "Forwarded: for=\"[2001:db8::1]:80\";;for=",
          "traceparent: 00-00000000000000000000000000000000-0000000000000000-00",
          "Cookie: sardonyx_access=\u00ff; ;=; sardonyx_refresh",
          "Cookie: " + "a=b; ".repeat(500),
          "Authorization: Bearer",
          "Authorization: Bearer " + "e30.".repeat(3),
          "Authorization: Bearer " + "x".repeat(4_000),
          "Authorization: Basic " + "=".repeat(9),
          "X-API-Key: \u00ff",
          "X-API-Key: sx_",
          "apikey: x",
          "X-CSRF-Token: x",
          "X-Supabase-Api-Version: 2024-01-01",
          "X-Supabase-Api-Version: x",
          "Origin: null",
          "Origin: https://evil.example",
          "If-None-Match: *",
          "Range: bytes=0-1,-1");

  private final Random random;
  private final Mutations mutations;
  private final Answers answers;

  BadRequests(Random random, Answers answers) {
    this.random = random;
    this.mutations = new Mutations(random);
    this.answers = answers;
  }

  void spoil(Request request) {
    int times = 1 + random.nextInt(2);
    for (int i = 0; i < times; i++) {
      spoilSomething(request);
    }
    if (request.body != null) {
      var body = request.operation.body();
      if (body != null) {
        answers.misfits(body, request.body).ifPresent(why -> request.wrong.add("body: " + why));
      }
    }
  }

  private void spoilSomething(Request request) {
    var body = request.body;
    switch (random.nextInt(body == null ? 5 : 10)) {
      case 0 -> spoilPath(request);
      case 1 -> set(request, HEADERS.get(random.nextInt(HEADERS.size())));
      case 2 -> request.query.add(new Line("there_is_no_such_parameter", value()));
      case 3, 4 -> spoilQuery(request);
      case 5 -> request.body = mutations.noise(random.nextInt(60));
      default -> request.body = spoiled(body == null ? new byte[0] : body);
    }
  }

  private byte[] spoiled(byte[] body) {
    try {
      return random.nextInt(40) == 0 ? new byte[1_100_000] : mutations.spoil(JSON.readTree(body));
    } catch (IOException spoiledBefore) {
      return mutations.spoilBytes(body);
    }
  }

  private static void set(Request request, String header) {
    int colon = header.indexOf(':');
    request.set(header.substring(0, colon), header.substring(colon + 2));
  }

  /** Its last id, or what stands there in its place. */
  private void spoilPath(Request request) {
    if (request.operation.path().contains("{")) {
      var parts = request.path.split("/", -1);
      var template = request.operation.path().split("/", -1);
      for (int i = template.length - 1; i > 0; i--) {
        if (template[i].startsWith("{")) {
          parts[i] = random.nextBoolean() ? pathValue() : UUID.randomUUID().toString();
          break;
        }
      }
      request.path = String.join("/", parts);
    }
  }

  /** Without what would make it another address. */
  private String pathValue() {
    var value = value();
    return value.isEmpty() || value.contains("&") ? "%20" : value;
  }

  private void spoilQuery(Request request) {
    var parameters = request.operation.parameters("query");
    if (parameters.isEmpty()) {
      request.query.add(new Line(value(), value()));
      return;
    }
    var parameter = parameters.get(random.nextInt(parameters.size()));
    var name = Requests.name(parameter);
    if (random.nextInt(4) == 0) {
      request.query.add(new Line(name, value()));
      return;
    }
    request.query.removeIf(line -> line.name().equals(name));
    request.wrong.clear();
    var value = value();
    request.query.add(new Line(name, value));
    if (!value.contains("%") && !value.contains("&") && !value.isEmpty()) {
      answers
          .misfits(parameter.path("schema"), JSON.getNodeFactory().textNode(value))
          .flatMap(why -> answers.misfits(parameter.path("schema"), typed(value)))
          .ifPresent(why -> request.wrong.add("query parameter " + name + ": " + why));
    }
  }

  private String value() {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** What the text of a parameter says. */
  private static JsonNode typed(String text) {
    if (text.matches("-?\\d{1,30}|true|false")) {
      try {
        return JSON.readTree(text);
      } catch (IOException leadingZero) {
        return NullNode.instance;
      }
    }
    return JSON.getNodeFactory().textNode(text);
  }
}
