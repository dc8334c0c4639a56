package io.sardonyx.platform.boot;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory of everything that is kept, and who may start and stop the servers in it.
 *
 * <p>Two locks of the operating system, which end with the process however it ends. The first node
 * holds {@code first-node.lock}: it alone starts the servers. Every node shares {@code nodes.lock}:
 * whoever stops the servers holds it alone, so they live as long as somebody uses them.
 */
final class Home implements AutoCloseable {
  private final Path directory;
  private final FileChannel firstNode;
  private final FileChannel nodes;
  private @Nullable FileLock first;
  private @Nullable FileLock shared;

  private Home(Path directory, FileChannel firstNode, FileChannel nodes) {
    this.directory = directory;
    this.firstNode = firstNode;
    this.nodes = nodes;
  }

  static Path create(Path directory) throws IOException {
    var absolute = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      Files.createDirectories(absolute);
      Files.setPosixFilePermissions(absolute, PosixFilePermissions.fromString("rwx------"));
    }
    return absolute.toRealPath(); // As the operating system names it: processes are known by path.
  }

  static Home open(Path directory) throws IOException {
    return new Home(
        directory,
        lockFile(directory.resolve("first-node.lock")),
        lockFile(directory.resolve("nodes.lock")));
  }

  Path directory() {
    return directory;
  }

  /**
   * @return whether this process is the first node now
   */
  boolean becomeFirst() throws IOException {
    if (first == null) {
      first = firstNode.tryLock();
    }
    return first != null;
  }

  /**
   * @param millis how long to try
   */
  boolean becomeFirst(int millis) throws IOException {
    for (int tried = 0; !becomeFirst(); tried += 50) {
      if (tried >= millis) {
        return false;
      }
      PollInterval.milliseconds(50);
    }
    return true;
  }

  /** Another may be the first node now. */
  void resign() throws IOException {
    if (first != null) {
      first.release();
      first = null;
    }
  }

  boolean isFirst() {
    return first != null;
  }

  /** Uses the servers from here on: nobody stops them. Waits for a node that is stopping them. */
  synchronized void use() throws IOException {
    if (shared == null) {
      shared = nodes.lock(0, Long.MAX_VALUE, true);
    }
  }

  synchronized void release() throws IOException {
    if (shared != null) {
      shared.release();
      shared = null;
    }
  }

  /**
   * Runs {@code work} if no other node uses the servers, nor can begin to while it runs.
   *
   * @return whether it ran
   */
  synchronized boolean alone(StoppingWork work) throws IOException {
    release();
    // Without the first lock, a node that is just starting may count on the servers.
    if (!becomeFirst()) {
      return false;
    }
    for (int i = 0; i < 20; i++) {
      try (var exclusive = nodes.tryLock()) {
        if (exclusive != null) {
          work.run();
          return true;
        }
      }
      PollInterval.milliseconds(50); // A node that joins has it for a moment, to look around.
    }
    return false;
  }

  /** What the first node says about itself to whoever finds the home taken. */
  void introduce(String text) throws IOException {
    replace(directory.resolve("first-node.txt"), text);
  }

  Optional<String> introduction() throws IOException {
    var file = directory.resolve("first-node.txt");
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  /** Writes a file that only its owner may read; others see the old text or the new, never half. */
  static void replace(Path file, String text) throws IOException {
    var whole = Files.createTempFile(file.getParent(), "writing", null);
    Files.writeString(whole, text);
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void close() throws IOException {
    nodes.close();
    firstNode.close();
  }

  private static FileChannel lockFile(Path file) throws IOException {
    return FileChannel.open(
        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  interface StoppingWork {
    void run() throws IOException;
  }
}
