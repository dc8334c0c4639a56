import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/**
 * What came of one round of requests.
 *
 * @param programMicros of processor time for each request
 * @param postgresMicros of processor time for each request
 */
record Round(double perSecond, long p50, long p99, double programMicros, double postgresMicros) {
  static final int CONNECTIONS = 32;
  static final int ROUNDS = 3;
  static final int SECONDS = Integer.getInteger("seconds", 8);
  static final int WARM_UP = Integer.getInteger("warm-up", 30);

  /**
   * @param pid of the program that answers
   * @param postgresPid of the PostgreSQL behind it
   */
  static Round of(int port, long pid, long postgresPid, Supplier<byte[]> requests)
      throws IOException {
    long program = ProcessorTime.of(pid);
    long postgres = ProcessorTime.ofFamily(postgresPid);
    var result = new HttpLoad(port, requests).run(CONNECTIONS, SECONDS);
    if (result.refused() > 0) {
      throw new IllegalStateException(
          result.refused()
              + " requests were refused; the first: "
              + result.firstRefusal().lines().limit(20).toList());
    }
    return new Round(
        result.perSecond(),
        result.p50(),
        result.p99(),
        (double) (ProcessorTime.of(pid) - program) / result.answered(),
        (double) (ProcessorTime.ofFamily(postgresPid) - postgres) / result.answered());
  }

  static Round median(List<Round> rounds) {
    var sorted = new ArrayList<>(rounds);
    sorted.sort(Comparator.comparingDouble(Round::perSecond));
    return sorted.get(sorted.size() / 2);
  }

  double processorMicros() {
    return programMicros + postgresMicros;
  }

  void print(String who) {
    System.out.printf(
        "    %-22s %,8.0f/s  p50 %,6d µs  p99 %,7d µs  processor for each: program %4.0f µs,"
            + " PostgreSQL %4.0f µs%n",
        who, perSecond, p50, p99, programMicros, postgresMicros);
  }
}
