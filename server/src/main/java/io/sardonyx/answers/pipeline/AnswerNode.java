package io.sardonyx.answers.pipeline;

import io.sardonyx.platform.config.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The id of this node as a writer of answers. It stays the same over restarts, so that a node ends
 * what it left unfinished when it was killed; the file is locked while the node runs, and a second
 * node in the same home takes a new id.
 */
@Singleton
public class AnswerNode {
  private static final int UUID_LENGTH = 36;

  private final UUID id;
  private final @Nullable FileChannel lock;

  AnswerNode(Settings settings) {
    var home = settings.home();
    try {
      Files.createDirectories(home);
      var channel =
          FileChannel.open(
              home.resolve("node.id"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(channel)) {
        lock = channel;
        id = readOrCreate(channel);
      } else {
        channel.close();
        lock = null;
        id = UUID.randomUUID();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public UUID id() {
    return id;
  }

  /** Whether answers under this id were left by a process that has ended. */
  boolean hasOwnId() {
    return lock != null;
  }

  @PreDestroy
  void release() throws IOException {
    if (lock != null) {
      lock.close();
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException inThisProcess) {
      return false;
    }
  }

  private static UUID readOrCreate(FileChannel channel) throws IOException {
    var buffer = ByteBuffer.allocate(UUID_LENGTH);
    channel.read(buffer, 0);
    try {
      return UUID.fromString(new String(buffer.array(), StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException newOrTruncated) {
      var created = UUID.randomUUID();
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(created.toString().getBytes(StandardCharsets.US_ASCII)), 0);
      return created;
    }
  }
}
