package io.sardonyx.platform.web.edge;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/**
 * Bodies that are wrong. Each holds a secret where one could be, which must come back in no answer
 * and stand in no log.
 */
final class BadBodies {
  static final String SECRET = "hunter2-of-the-bad-bodies";

  private static final String PERSON =
      "{\"email\":\"a@example.com\",\"password\":\"" + SECRET + "\"";

  private BadBodies() {}

  /**
   * @param code of the problem document that says what is wrong
   */
  record BadBody(String what, byte[] body, int status, String code) {
    @Override
    public String toString() {
      return what;
    }
  }

  static List<BadBody> all() {
    return Stream.of(syntax(), types(), texts(), sizes()).flatMap(List::stream).toList();
  }

  private static List<BadBody> syntax() {
    return List.of(
        bad("nothing", "", 422, "invalid_request"),
        bad("null", "null", 422, "invalid_request"),
        bad("an object that ends too early", PERSON, 400, "malformed_json"),
        bad("single quotes", "{'email':'" + SECRET + "'}", 400, "malformed_json"),
        bad("a comment", "/* " + SECRET + " */" + PERSON + "}", 400, "malformed_json"),
        bad("a comma too many", PERSON + ",}", 400, "malformed_json"),
        bad("a second document", PERSON + "} " + PERSON + "}", 400, "malformed_json"),
        bad("text after the end", PERSON + "} " + SECRET, 400, "malformed_json"),
        bad("a password without quotes", "{\"password\":" + SECRET + "}", 400, "malformed_json"),
        bad(
            "a raw line feed in a string",
            "{\"password\":\"" + SECRET + "\n\"}",
            400,
            "malformed_json"));
  }

  private static List<BadBody> types() {
    return List.of(
        bad("a number with a leading zero", "{\"email\":01}", 400, "malformed_json"),
        bad("NaN", "{\"email\":NaN}", 400, "malformed_json"),
        bad("an array", "[\"" + SECRET + "\"]", 400, "wrong_type"),
        bad("a string", "\"" + SECRET + "\"", 400, "wrong_type"),
        bad(
            "a number where text belongs",
            "{\"email\":1,\"password\":\"" + SECRET + "\"}",
            400,
            "wrong_type"),
        bad("true where text belongs", "{\"email\":true}", 400, "wrong_type"),
        bad("a list where text belongs", "{\"email\":[\"" + SECRET + "\"]}", 400, "wrong_type"),
        bad("2^63 where text belongs", "{\"email\":9223372036854775808}", 400, "wrong_type"),
        bad("an unknown field", PERSON + ",\"is_admin\":true}", 400, "unknown_field"));
  }

  private static List<BadBody> texts() {
    return List.of(
        bad("camel case", "{\"eMail\":\"" + SECRET + "\"}", 400, "unknown_field"),
        bad("a field twice", PERSON + ",\"email\":\"b@example.com\"}", 400, "duplicate_field"),
        bad(
            "NUL in a password",
            "{\"password\":\"" + SECRET + "\\u0000\"}",
            400,
            "unacceptable_value"),
        bad("NUL in a name", "{\"\\u0000name\":1}", 400, "unacceptable_value"),
        bad(
            "the first half of a surrogate pair",
            "{\"email\":\"\\ud800\"}",
            400,
            "unacceptable_value"),
        bad("the second half", "{\"email\":\"\\udc00\"}", 400, "unacceptable_value"),
        bad("a number beyond every double", "{\"email\":1e999}", 400, "unacceptable_value"),
        bad(
            "a number of 100,000 digits",
            "{\"email\":" + "9".repeat(100_000) + "}",
            400,
            "json_too_large"),
        bad(
            "10,000 arrays in each other",
            "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
            400,
            "json_too_large"),
        bad(
            "10,000 objects in each other",
            "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
            400,
            "json_too_large"));
  }

  private static List<BadBody> sizes() {
    return List.of(
        bad("10,000 arrays that never end", "{\"a\":" + "[".repeat(10_000), 400, "json_too_large"),
        bad(
            "a name of 100,000 characters",
            "{\"" + "n".repeat(100_000) + "\":1}",
            400,
            "json_too_large"),
        bad(
            "a password of 500,000 characters",
            "{\"email\":\"a@example.com\",\"password\":\"" + "p".repeat(500_000) + "\"}",
            422,
            "invalid_request"),
        bad(
            "more than a megabyte",
            "{\"password\":\"" + "p".repeat(1_000_000) + "\"}",
            413,
            "body_too_large"),
        raw("a byte that is no UTF-8", 0xff, 400, "invalid_utf8"),
        raw("a continuation byte alone", 0x80, 400, "invalid_utf8"),
        in(StandardCharsets.UTF_16, "UTF-16 with a mark"),
        in(StandardCharsets.UTF_16LE, "UTF-16 without a mark"),
        in(Charset.forName("UTF-32"), "UTF-32"));
  }

  private static BadBody bad(String what, String body, int status, String code) {
    return new BadBody(what, body.getBytes(StandardCharsets.UTF_8), status, code);
  }

  private static BadBody raw(String what, int wrong, int status, String code) {
    var body = ("{\"email\":\"" + (char) wrong + "\"}").getBytes(StandardCharsets.ISO_8859_1);
    return new BadBody(what, body, status, code);
  }

  private static BadBody in(Charset charset, String what) {
    return new BadBody(what, (PERSON + "}").getBytes(charset), 400, "invalid_utf8");
  }
}
