import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How long a second start takes until the first request is answered, and what the idle program
 * keeps in memory. Run by {@code ./sardonyx bench start}, which gives its own path.
 *
 * <p>On shared hardware the time says as much about the neighbours as about us, so the processor's
 * time and the load stand beside it.
 */
final class StartBench {
  private static final int ROUNDS = 5;
  private static final int IDLE_SECONDS = 10;
  private static final long BAR_MILLISECONDS = 3_000;
  private static final long BAR_MEGABYTES = 300;

  private final String launcher;
  private final Path home;

  private StartBench(String launcher, Path home) {
    this.launcher = launcher;
    this.home = home;
  }

  public static void main(String[] args) throws Exception {
    try (var scratch = Scratch.make()) {
      new StartBench(args[0], scratch.path()).run();
    }
  }

  private void run() throws Exception {
    var fresh = start();
    System.out.printf("First start of all, with a new database: %d ms%n%n", fresh.milliseconds());
    fresh.program().close();
    var times = new ArrayList<Long>();
    System.out.println("round   first request   processor time   load");
    for (int round = 1; round <= ROUNDS; round++) {
      var start = start();
      System.out.printf(
          "%5d   %10d ms   %11d ms   %s%n",
          round, start.milliseconds(), start.processorMilliseconds(), load());
      times.add(start.milliseconds());
      if (round == ROUNDS) {
        Thread.sleep(IDLE_SECONDS * 1_000L);
        report(times, start.program().process());
      }
      start.program().close();
    }
  }

  private void report(List<Long> times, Process program) throws IOException {
    var sorted = times.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    System.out.println();
    judge("first request, median", median, BAR_MILLISECONDS, "ms");
    judge("first request, best", sorted.getFirst(), BAR_MILLISECONDS, "ms");
    judge("program, resident when idle", Memory.resident(program.pid()) / 1024, BAR_MEGABYTES, "MB");
    System.out.printf("%-30s %6d MB%n", "PostgreSQL", residentOf("/bin/postgres"));
    System.out.printf("%-30s %6d MB%n", "Redis", residentOf("/redis-server"));
  }

  private static void judge(String what, long value, long bar, String unit) {
    System.out.printf(
        "%-30s %6d %s   (bar: %d %s, %s)%n",
        what, value, unit, bar, unit, value <= bar ? "kept" : "MISSED");
  }

  /** Until the page itself is there: what a person who started it sees first. */
  private Start start() throws Exception {
    long begin = System.nanoTime();
    var program = Program.start(launcher, home, Map.of(), "/");
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    return new Start(
        program, milliseconds, ProcessorTime.of(program.process().pid()) / 1_000);
  }

  /** Memory that processes share is counted for each of them: PostgreSQL's true sum is lower. */
  private long residentOf(String programEnd) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .command()
                    .filter(path -> path.startsWith(home.toString()) && path.endsWith(programEnd))
                    .isPresent())
        .mapToLong(process -> Memory.resident(process.pid()) / 1024)
        .sum();
  }

  private static String load() throws IOException {
    var file = Path.of("/proc/loadavg");
    return Files.isReadable(file) ? Files.readString(file).split(" ")[0] : "?";
  }

  private record Start(Program program, long milliseconds, long processorMilliseconds) {}
}
