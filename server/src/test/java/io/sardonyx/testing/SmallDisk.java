package io.sardonyx.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system of so many megabytes and no more, in memory, which somebody else's file fills. The
 * kernel refuses what does not fit as it does on a disk. Needs the right to mount.
 */
public record SmallDisk(Path path) implements AutoCloseable {
  private static final String BALLAST = "ballast";

  public static SmallDisk mount(int megabytes) {
    try {
      var path = Files.createTempDirectory("sardonyx-disk-");
      mountCommand(
          "mount", "-t", "tmpfs", "-o", "mode=0777,size=" + megabytes + "m", "tmpfs", path);
      return new SmallDisk(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** To the last byte. */
  public void fill() {
    for (int size : new int[] {1 << 20, 4096}) {
      var some = ByteBuffer.allocate(size);
      try (var file =
          FileChannel.open(
              path.resolve(BALLAST + size),
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND,
              StandardOpenOption.WRITE)) {
        while (true) {
          some.clear();
          file.write(some);
        }
      } catch (IOException full) {
        // As is wanted.
      }
    }
    if (path.toFile().getUsableSpace() != 0) {
      throw new IllegalStateException(path + " is not full");
    }
  }

  /** Somebody has made room. */
  public void free() {
    try (var files = Files.list(path)) {
      for (var file : files.filter(file -> isBallast(file)).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      mountCommand("umount", path);
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isBallast(Path file) {
    return file.getFileName().toString().startsWith(BALLAST);
  }

  private static void mountCommand(Object... command) throws IOException {
    var words = new ArrayList<String>();
    if (!"root".equals(System.getProperty("user.name"))) {
      words.addAll(List.of("sudo", "-n"));
    }
    for (var word : command) {
      words.add(word.toString());
    }
    try {
      if (new ProcessBuilder(words).inheritIO().start().waitFor() != 0) {
        throw new IllegalStateException("This needs the right to mount: " + words);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
