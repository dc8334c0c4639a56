package io.sardonyx.platform.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a start leaves in its home that is killed in the middle; some of it holds secrets. */
final class StaleFiles {
  private static final Pattern NAMES =
      Pattern.compile(
          "(initializing|unpacking)[0-9]+|(password|output|writing)[0-9]+\\.tmp|root[0-9]+\\.key");

  private StaleFiles() {}

  /** For the first node alone, before it makes such things itself. */
  static void remove(Path home) throws IOException {
    endUnfinished(home.resolve("programs"));
    for (var directory :
        List.of(home, home.resolve("programs"), home.resolve("postgres"), home.resolve("redis"))) {
      if (Files.isDirectory(directory)) {
        for (var leftover : in(directory)) {
          Binaries.deleteTree(leftover);
        }
      }
    }
  }

  private static List<Path> in(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.filter(file -> NAMES.matcher(file.getFileName().toString()).matches()).toList();
    }
  }

  /** It goes on making the database's files though nobody waits for them any more. */
  private static void endUnfinished(Path programs) {
    var unfinished =
        ProcessHandle.allProcesses()
            .filter(process ->
                process
                    .info()
                    .command()
                    .filter(path -> path.startsWith(programs + "/") && path.endsWith("/initdb"))
                    .isPresent())
            .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process)))
            .toList();
    unfinished.forEach(ProcessHandle::destroyForcibly);
    for (var process : unfinished) {
      var unused = process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    }
  }
}
