package io.sardonyx.soak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects of a Java program that are in use, as a full collection leaves them.
 *
 * @param instances how many there are of each class
 */
record Histogram(Map<String, Long> instances) {

  static Histogram of(long pid) {
    var instances = new HashMap<String, Long>();
    // "   1:        188152       14276400  [B (java.base@25)"
    for (var line : output(pid).split("\n")) {
      var columns = line.strip().split("\\s+");
      if (columns.length >= 4 && columns[0].endsWith(":")) {
        instances.merge(columns[3], Long.parseLong(columns[1]), Long::sum);
      }
    }
    return new Histogram(Map.copyOf(instances));
  }

  /** The classes of which there are at least so many more than before. */
  Set<String> moreThan(Histogram before, int atLeast) {
    return instances.entrySet().stream()
        .filter(
            each -> each.getValue() - before.instances.getOrDefault(each.getKey(), 0L) >= atLeast)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static String output(long pid) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var process = new ProcessBuilder(jcmd, Long.toString(pid), "GC.class_histogram").start();
      try (var output = process.getInputStream()) {
        return new String(output.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
