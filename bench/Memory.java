import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much memory a process holds, in kilobytes. */
final class Memory {
  private static final int SETTLING_SECONDS = 12;
  private static final int SETTLING_LIMIT = 15;

  /** Of processor time, in a second. */
  private static final int QUIET_MICROS = 50_000;

  private Memory() {}

  /** By its share of shared memory where Linux tells it, else as ps does; 0 when it is gone. */
  static long resident(long pid) {
    try {
      var rollup = Path.of("/proc/" + pid + "/smaps_rollup");
      if (Files.isReadable(rollup)) {
        return Files.readAllLines(rollup).stream()
            .filter(line -> line.startsWith("Pss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElse(0);
      }
      return Long.parseLong(output("ps", "-o", "rss=", "-p", Long.toString(pid)).strip());
    } catch (IOException | NumberFormatException gone) {
      return 0;
    }
  }

  /** The objects of a Java program that are in use: what a full collection leaves. */
  static long liveHeap(long pid) throws IOException {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    var total =
        output(jcmd, Long.toString(pid), "GC.class_histogram")
            .lines()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(total.strip().split("\\s+")[2]) / 1024;
  }

  /** Waits until a program has been quiet for long enough to give back what it does not use. */
  static void settle(long pid) throws InterruptedException {
    int quiet = 0;
    for (int i = 0; i < SETTLING_LIMIT && quiet < 2; i++) {
      long before = ProcessorTime.of(pid);
      Thread.sleep(SETTLING_SECONDS * 1_000);
      boolean isQuiet = ProcessorTime.of(pid) - before < SETTLING_SECONDS * QUIET_MICROS;
      quiet = isQuiet ? quiet + 1 : 0;
    }
  }

  private static String output(String... command) throws IOException {
    return new String(new ProcessBuilder(command).start().getInputStream().readAllBytes());
  }

  /** What a program holds before it has something to do, at most, and when it has done it. */
  static final class Watch {
    private static final long SECOND = 1_000_000_000;
    private static final double BAR = 1.3;
    private static final long LIMIT = 300 * SECOND;

    private final long pid;
    private final long before;
    private long most;
    private long lookedAt = System.nanoTime();

    private Watch(long pid) {
      this.pid = pid;
      this.before = resident(pid);
    }

    static Watch of(Program program) {
      return new Watch(program.process().pid());
    }

    /** To be called often; looks once a second. Always true. */
    boolean look() {
      if (System.nanoTime() - lookedAt > SECOND) {
        lookedAt = System.nanoTime();
        most = Math.max(most, resident(pid));
      }
      return true;
    }

    void report() throws InterruptedException {
      long end = System.nanoTime();
      long after;
      do {
        settle(pid);
        after = resident(pid);
      } while (after > BAR * before && System.nanoTime() - end < LIMIT);
      System.out.printf(
          "    resident: %,d MB before, %,d MB at most, %,d MB after %d s%n",
          before / 1024, most / 1024, after / 1024, (System.nanoTime() - end) / SECOND);
      Bar.atMost("resident afterwards, of that before", (double) after / before, BAR);
    }
  }
}
