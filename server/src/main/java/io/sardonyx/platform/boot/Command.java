package io.sardonyx.platform.boot;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that is run to its end. */
final class Command {
  private Command() {}

  /**
   * @return what it wrote
   */
  static Result run(List<String> command, Path output) throws IOException {
    var process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .start();
    try {
      if (!process.waitFor(120, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Result(-1, "It did not end within two minutes.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
      return new Result(-1, "It was interrupted.");
    }
    try (var in = new InputStreamReader(Files.newInputStream(output), StandardCharsets.UTF_8)) {
      return new Result(process.exitValue(), in.readAllAsString().strip());
    }
  }

  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }
  }
}
