import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much processor time processes have had, in microseconds, as Linux accounts for it. */
final class ProcessorTime {
  private static final long MICROS_PER_TICK = 10_000;
  private static final int USER = 11;
  private static final int CHILDREN_USER = 13;
  private static final int PARENT = 1;

  private ProcessorTime() {}

  static long of(long pid) {
    return ticks(stat(pid), USER) * MICROS_PER_TICK;
  }

  /** Of a process with its children, those that have ended included. */
  static long ofFamily(long pid) {
    var parent = stat(pid);
    long ticks = ticks(parent, USER) + ticks(parent, CHILDREN_USER);
    for (var child : ProcessHandle.of(pid).orElseThrow().children().toList()) {
      try {
        var stat = stat(child.pid());
        if (Long.parseLong(stat[PARENT]) == pid) {
          ticks += ticks(stat, USER);
        }
      } catch (UncheckedIOException ended) {
        // Its time is its parent's by the next look.
      }
    }
    return ticks * MICROS_PER_TICK;
  }

  private static long ticks(String[] stat, int at) {
    return Long.parseLong(stat[at]) + Long.parseLong(stat[at + 1]);
  }

  /** The fields after the command's name, which may contain anything: state is number 0. */
  private static String[] stat(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
