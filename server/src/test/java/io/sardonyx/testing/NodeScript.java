package io.sardonyx.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A script for Node that uses somebody else's client, and prints a JSON value at its end. The
 * scripts are in {@code src/test/clients}, beside the clients that {@code ./sardonyx test}
 * installs.
 */
public record NodeScript(Path directory, String file, Map<String, String> environment) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LIMIT_SECONDS = 60;

  /**
   * @param file in that folder
   */
  public static NodeScript of(String file, Map<String, String> environment) {
    var directory = Path.of("src", "test", "clients").toAbsolutePath();
    if (!Files.isDirectory(directory.resolve("node_modules"))) {
      throw new IllegalStateException(
          "Install the clients first: npm --prefix server/src/test/clients install;"
              + " ./sardonyx test server does it");
    }
    return new NodeScript(directory, file, environment);
  }

  /** Runs it to its end; what it printed last. */
  public JsonNode run(String... arguments) {
    var command = new ArrayList<String>(List.of("node", file));
    command.addAll(List.of(arguments));
    try {
      var errors = Files.createTempFile("sardonyx-node-", ".log");
      try {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().putAll(environment);
        builder.redirectError(errors.toFile());
        return result(builder.start(), errors);
      } finally {
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode result(Process process, Path errors) throws IOException, InterruptedException {
    var watch =
        Thread.ofVirtual()
            .start(() -> {
              try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                  process.destroyForcibly();
                }
              } catch (InterruptedException ended) {
                // It ended in time.
              }
            });
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    watch.interrupt();
    var last = printed.strip().lines().reduce("", (before, line) -> line);
    if (exit != 0 || last.isEmpty()) {
      throw new AssertionError(
          "%s ended with %d: %s%s".formatted(file, exit, printed, Files.readString(errors)));
    }
    return JSON.readTree(last);
  }
}
