package io.sardonyx.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A directory that takes seconds to make and is the same every time: the files of a database. It is
 * made once, and copied for every test class that needs one.
 *
 * @param name of what it is
 * @param make makes the directory that it is given, which is not there yet
 */
record Template(String name, Consumer<Path> make) {
  private static final Path TEMPLATES = Path.of("target", "templates").toAbsolutePath();

  /**
   * @param sources what it is made of: when they change, it is made again
   * @param target a directory that is not there yet
   */
  void copyTo(Path target, Path... sources) {
    try {
      copy(made(sources), target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Test runs may go on beside each other. */
  private Path made(Path... sources) throws IOException {
    var template = TEMPLATES.resolve(name + "-" + fingerprint(sources));
    synchronized (Template.class) {
      Files.createDirectories(TEMPLATES);
      try (var channel =
              FileChannel.open(
                  TEMPLATES.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var unused = channel.lock()) {
        if (!Files.isDirectory(template)) {
          deleteOutdated();
          var unfinished = TEMPLATES.resolve(name + "-unfinished");
          make.accept(unfinished);
          Files.move(unfinished, template, StandardCopyOption.ATOMIC_MOVE);
        }
      }
    }
    return template;
  }

  private void deleteOutdated() throws IOException {
    try (var outdated = Files.newDirectoryStream(TEMPLATES, name + "-*")) {
      outdated.forEach(Template::delete);
    }
  }

  private static String fingerprint(Path... sources) throws IOException {
    var sum = new CRC32();
    for (var source : sources) {
      try (var files = Files.walk(source)) {
        for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
          sum.update(file.getFileName().toString().getBytes());
          sum.update(Files.readAllBytes(file));
        }
      }
    }
    return Long.toHexString(sum.getValue());
  }

  /** With permissions: PostgreSQL wants a directory that nobody else may look into. */
  static void copy(Path from, Path to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            to.resolve(from.relativize(file)),
            StandardCopyOption.COPY_ATTRIBUTES,
            LinkOption.NOFOLLOW_LINKS);
      }
    }
  }

  static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
