import java.util.function.BiFunction;

/**
 * Something that clients do all day, as a request and as the statement behind it.
 *
 * @param request makes the request from what was drawn at random and the head of who sends it
 * @param variables what pgbench puts for the statement's parameters where they differ from one
 *     request to the next: $1 is the first; null leaves the value of the sample
 */
record Operation(
    String name, String what, BiFunction<Draw, String, String> request, String[] variables, Bars bars) {

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

  static String get(String path, String head) {
    return "GET " + path + " HTTP/1.1\r\n" + head + "\r\n";
  }

  static String post(String path, String head, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\n"
        + head
        + "content-type: application/json\r\ncontent-length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
