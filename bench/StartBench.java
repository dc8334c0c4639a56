import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
  private final int port;

  private StartBench(String launcher, Path home, int port) {
    this.launcher = launcher;
    this.home = home;
    this.port = port;
  }

  public static void main(String[] args) throws Exception {
    var home = Files.createTempDirectory("sardonyx-bench");
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try {
      new StartBench(args[0], home, port).run();
    } finally {
      deleteTree(home);
    }
  }

  private void run() throws Exception {
    var fresh = start();
    System.out.printf("First start of all, with a new database: %d ms%n%n", fresh.milliseconds());
    fresh.stop();
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
        report(times, start.process());
      }
      start.stop();
    }
  }

  private void report(List<Long> times, Process program) throws IOException {
    var sorted = times.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    System.out.println();
    judge("first request, median", median, BAR_MILLISECONDS, "ms");
    judge("first request, best", sorted.getFirst(), BAR_MILLISECONDS, "ms");
    judge("program, resident when idle", residentMegabytes(program.pid()), BAR_MEGABYTES, "MB");
    System.out.printf("%-30s %6d MB%n", "PostgreSQL", residentOf("/bin/postgres"));
    System.out.printf("%-30s %6d MB%n", "Redis", residentOf("/redis-server"));
  }

  private static void judge(String what, long value, long bar, String unit) {
    System.out.printf(
        "%-30s %6d %s   (bar: %d %s, %s)%n",
        what, value, unit, bar, unit, value <= bar ? "kept" : "MISSED");
  }

  private Start start() throws Exception {
    var builder = new ProcessBuilder(launcher, "start").redirectErrorStream(true);
    builder.redirectOutput(home.resolve("output.txt").toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SARDONYX_"));
    builder.environment().put("SARDONYX_HOME", home.toString());
    builder.environment().put("SARDONYX_PORT", Integer.toString(port));
    long begin = System.nanoTime();
    var process = builder.start();
    while (!answers()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(Files.readString(home.resolve("output.txt")));
      }
      Thread.sleep(5);
    }
    long milliseconds = (System.nanoTime() - begin) / 1_000_000;
    long processor =
        process.toHandle().info().totalCpuDuration().map(java.time.Duration::toMillis).orElse(-1L);
    return new Start(process, milliseconds, processor);
  }

  /** The page itself: what a person who started it sees first. */
  private boolean answers() {
    try {
      var connection =
          (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
      connection.setRequestProperty("Accept", "text/html");
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Memory that processes share is counted for each of them: PostgreSQL's true sum is lower. */
  private long residentOf(String programEnd) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .command()
                    .filter(path -> path.startsWith(realHome()) && path.endsWith(programEnd))
                    .isPresent())
        .mapToLong(process -> residentMegabytes(process.pid()))
        .sum();
  }

  private String realHome() {
    try {
      return home.toRealPath().toString();
    } catch (IOException e) {
      return home.toString();
    }
  }

  /** By its share of shared memory where Linux tells it, else as ps does. */
  private static long residentMegabytes(long pid) {
    try {
      var rollup = Path.of("/proc/" + pid + "/smaps_rollup");
      if (Files.isReadable(rollup)) {
        return Files.readAllLines(rollup).stream()
            .filter(line -> line.startsWith("Pss:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
            .findFirst()
            .orElse(0);
      }
      var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
      return Long.parseLong(new String(ps.getInputStream().readAllBytes()).strip()) / 1024;
    } catch (IOException | NumberFormatException gone) {
      return 0;
    }
  }

  private static String load() throws IOException {
    var file = Path.of("/proc/loadavg");
    return Files.isReadable(file) ? Files.readString(file).split(" ")[0] : "?";
  }

  private static void deleteTree(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private record Start(Process process, long milliseconds, long processorMilliseconds) {
    void stop() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }
}
