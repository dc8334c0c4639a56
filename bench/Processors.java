import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How many processors each of some programs kept busy since it was asked to look. */
final class Processors {
  private static final String POSTGRES = "PostgreSQL";

  private final Map<String, Long> pids;
  private final Map<String, Long> before;
  private final long since = System.nanoTime();

  private Processors(Map<String, Long> pids) {
    this.pids = pids;
    this.before = micros();
  }

  static Processors look(Testbed testbed, Program model, String self) {
    var pids = new LinkedHashMap<String, Long>();
    pids.put("program", testbed.program().process().pid());
    pids.put(POSTGRES, testbed.stores().postgresPid());
    pids.put("Redis", testbed.stores().redisPid());
    pids.put("model", model.process().pid());
    pids.put(self, ProcessHandle.current().pid());
    return new Processors(pids);
  }

  /** {@code program 1.20, PostgreSQL 0.12}. */
  String used() {
    double passed = (System.nanoTime() - since) / 1e3;
    return micros().entrySet().stream()
        .map(each ->
            "%s %.2f".formatted(
                each.getKey(), (each.getValue() - before.get(each.getKey())) / passed))
        .collect(Collectors.joining(", "))
        + ", of " + Runtime.getRuntime().availableProcessors();
  }

  /** {@code program 12.0 µs, PostgreSQL 0.9 µs}: what each had for one of so many. */
  String usedForEach(long count) {
    return micros().entrySet().stream()
        .map(each ->
            "%s %.1f µs"
                .formatted(
                    each.getKey(), (each.getValue() - before.get(each.getKey())) / (double) count))
        .collect(Collectors.joining(", "));
  }

  private Map<String, Long> micros() {
    var micros = new LinkedHashMap<String, Long>();
    pids.forEach((name, pid) -> micros.put(name, processorTime(name, pid)));
    return micros;
  }

  /** PostgreSQL is many processes; the others are one, and this one has the others as children. */
  private static long processorTime(String name, long pid) {
    return name.equals(POSTGRES) ? ProcessorTime.ofFamily(pid) : ProcessorTime.of(pid);
  }
}
