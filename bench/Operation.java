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

  static String get(String path) {
    return "GET " + path + " HTTP/1.1\r\n%s\r\n";
  }

  static String post(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\n%scontent-type: application/json\r\ncontent-length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }
}
