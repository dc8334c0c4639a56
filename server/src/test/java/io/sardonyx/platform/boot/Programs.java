package io.sardonyx.platform.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * PostgreSQL and Redis as a first start unpacks them. That takes longer than all else that a start
 * does, so it is done once for all homes that are to be like any but a new one.
 */
public final class Programs {
  private static final Path UNPACKED = Path.of("target", "unpacked").toAbsolutePath();

  private Programs() {}

  public static void putInto(Path home) throws IOException {
    unpack();
    var programs = UNPACKED.resolve("programs");
    try (var files = Files.walk(programs)) {
      for (var file : files.toList()) {
        put(file, home.resolve("programs").resolve(programs.relativize(file)));
      }
    }
  }

  /** Test runs may go on beside each other. */
  private static synchronized void unpack() throws IOException {
    Files.createDirectories(UNPACKED);
    try (var channel =
            FileChannel.open(
                UNPACKED.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var unused = channel.lock()) {
      StaleFiles.remove(UNPACKED);
      Binaries.postgres(UNPACKED);
      Binaries.redis(UNPACKED);
    }
  }

  private static void put(Path file, Path target) throws IOException {
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      Files.createDirectories(target);
    } else if (Files.isSymbolicLink(file)) {
      Files.createSymbolicLink(target, Files.readSymbolicLink(file));
    } else {
      try {
        Files.createLink(target, file);
      } catch (FileSystemException onAnother) {
        Files.copy(file, target);
      }
    }
  }
}
