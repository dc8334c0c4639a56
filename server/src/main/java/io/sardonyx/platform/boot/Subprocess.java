package io.sardonyx.platform.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A program that is run to its end. */
final class Subprocess {
  private static final long SECONDS = 120;
  private static final Pattern INHERITED =
      Pattern.compile(
          "PATH|HOME|USER|LOGNAME|SHELL|TZ|TMPDIR|LANG|LANGUAGE|LC_[A-Z]+|LD_LIBRARY_PATH");

  private Subprocess() {}

  /**
   * Its output goes through a file: what it leaves running in the background may hold on to that
   * without harm, where a pipe would never end.
   */
  static Result run(List<String> command, Path directory) throws IOException {
    var output = Files.createTempFile(directory, "output", null);
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(new File("/dev/null"));
      // Ours has passwords and keys, and a server that is started here keeps it for its life.
      builder.environment().keySet().removeIf(name -> !INHERITED.matcher(name).matches());
      var process = builder.start();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "it did not end within %d seconds".formatted(SECONDS));
      }
      return new Result(process.exitValue(), Files.readString(output).strip());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailure("The start was interrupted.", e);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }
}
