package io.sardonyx.platform.boot;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Takes the servers' programs out of the artifacts that carry them. What is unpacked becomes
 * visible under its name only when it is whole, so that a start that was killed leaves nothing
 * half-made.
 */
final class Binaries {
  private Binaries() {}

  /** The directory with PostgreSQL's {@code bin}, unpacked below {@code home} once. */
  static Path postgres(Path home) throws IOException {
    var archive = "postgres-%s-%s.txz".formatted(system(), processor());
    var size = size(archive);
    var directory = home.resolve("programs/postgres-" + size);
    if (!Files.isDirectory(directory)) {
      var unpacked = temporary(directory);
      try (var in = new XZInputStream(new BufferedInputStream(open(archive), 1 << 16))) {
        unpack(in, unpacked);
      }
      publish(unpacked, directory);
    }
    return directory;
  }

  /** The Redis server, unpacked below {@code home} once. */
  static Path redis(Path home) throws IOException {
    var name =
        switch (system() + " " + processor()) {
          case "linux x86_64" -> "redis-server-6.2.6-v5-linux-amd64";
          case "linux arm_64" -> "redis-server-6.2.7-linux-arm64";
          case "darwin arm_64" -> "redis-server-6.2.6-v5-darwin-arm64";
          default -> throw unsupported();
        };
    var directory = home.resolve("programs/redis-" + size(name));
    if (!Files.isDirectory(directory)) {
      var unpacked = temporary(directory);
      try (var in = open(name)) {
        Files.copy(in, unpacked.resolve("redis-server"));
      }
      Files.setPosixFilePermissions(
          unpacked.resolve("redis-server"), PosixFilePermissions.fromString("rwxr-xr-x"));
      publish(unpacked, directory);
    }
    return directory.resolve("redis-server");
  }

  static void deleteTree(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    try (var paths = Files.walk(root)) {
      for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static void unpack(InputStream archive, Path target) throws IOException {
    try (var tar = new TarArchiveInputStream(archive)) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        var path = target.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(path);
        } else if (entry.isSymbolicLink()) {
          Files.createDirectories(path.getParent());
          Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
          Files.createDirectories(path.getParent());
          Files.copy(tar, path, StandardCopyOption.REPLACE_EXISTING);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  private static Path temporary(Path directory) throws IOException {
    Files.createDirectories(directory.getParent());
    return Files.createTempDirectory(directory.getParent(), "unpacking");
  }

  private static void publish(Path unpacked, Path directory) throws IOException {
    Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.move(unpacked, directory, StandardCopyOption.ATOMIC_MOVE);
  }

  private static long size(String resource) throws IOException {
    var url = Binaries.class.getClassLoader().getResource(resource);
    if (url == null) {
      throw unsupported();
    }
    return url.openConnection().getContentLengthLong();
  }

  private static InputStream open(String resource) {
    var in = Binaries.class.getClassLoader().getResourceAsStream(resource);
    if (in == null) {
      throw unsupported();
    }
    return in;
  }

  private static StartFailure unsupported() {
    return new StartFailure(
        "This build brings no PostgreSQL and Redis for %s on %s: build it on this machine, or set"
                .formatted(system(), processor())
            + " SARDONYX_DATABASE_URL and SARDONYX_REDIS_URL.");
  }

  static String system() {
    return System.getProperty("os.name", "").startsWith("Mac") ? "darwin" : "linux";
  }

  private static String processor() {
    return switch (System.getProperty("os.arch", "")) {
      case "amd64", "x86_64" -> "x86_64";
      case "aarch64" -> "arm_64";
      default -> System.getProperty("os.arch", "");
    };
  }
}
