import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A directory that is gone afterwards, unless one is named to be kept for the next time. */
record Scratch(Path path, boolean kept) implements AutoCloseable {
  private static final String KEPT = "BENCH_HOME";

  static Scratch make() throws IOException {
    var kept = System.getenv(KEPT);
    return kept == null
        ? new Scratch(Files.createTempDirectory("sardonyx-bench").toRealPath(), false)
        : new Scratch(Files.createDirectories(Path.of(kept)).toRealPath(), true);
  }

  @Override
  public void close() throws IOException {
    if (kept) {
      return;
    }
    try (var paths = Files.walk(path)) {
      for (var each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    }
  }
}
