import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Something that clients do all day, as a request and as the statement behind it.
 *
 * @param request makes the request for a user and something drawn at random
 * @param variables what pgbench puts for the statement's parameters where they differ from one
 *     request to the next: $1 is the first; null leaves the value of the sample
 */
record Operation(
    String name, String what, Function<Draw, String> request, String[] variables, Bars bars) {

  static final String CONTENT = "All of this has been said before. ".repeat(6);

  private static final String SAID = "\",\"content\":\"" + CONTENT + "\",\"answer\":false}";

  /** What clients do all day. */
  static final List<Operation> ALL =
      List.of(
          new Operation(
              "R1",
              "the 20 latest chat sessions of a user",
              draw -> get("/api/v1/chat/sessions?limit=20"),
              new String[] {},
              new Bars(0.9, 1.1)),
          new Operation(
              "R2",
              "the 50 latest messages of a chat session",
              draw ->
                  get("/api/v1/chat/sessions/" + draw.sessionId() + "/messages?limit=50"),
              new String[] {":session_id::uuid"},
              new Bars(0.9, 1.0)),
          new Operation(
              "W1",
              "a message sent: durable, counted, with its event",
              draw ->
                  post(
                      "/api/v1/chat/sessions/" + draw.sessionId() + "/messages",
                      "{\"client_message_id\":\"" + UUID.randomUUID() + SAID),
              new String[] {
                ":session_id::uuid", ":message_id::uuid", null, null, ":client_message_id::uuid"
              },
              new Bars(1.3, 0.6)));

  /** Which user, and which of their sessions: long ones are the first two. */
  record Draw(int user, int session) {
    String sessionId() {
      return Seed.SESSION + (Seed.FIRST + user * (long) Seed.SESSIONS_PER_USER + session);
    }
  }

  /**
   * @param rate at least this share of pgbench's
   * @param processor at most this multiple of what PostgreSQL takes under pgbench
   */
  record Bars(double rate, double processor) {}

  /**
   * @param head what a request of the drawn user has after its first line
   */
  byte[] request(Draw draw, String head) {
    return from(head, request.apply(draw));
  }

  /**
   * @param head what the request has after its first line
   */
  static byte[] from(String head, String request) {
    int rest = request.indexOf('\n') + 1;
    return (request.substring(0, rest) + head + request.substring(rest)).getBytes();
  }

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\n\r\n";
  }

  static String post(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
