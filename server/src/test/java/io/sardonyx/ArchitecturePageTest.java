package io.sardonyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The source tree of the architecture page names every package of the program, and no other. */
class ArchitecturePageTest {
  private static final Path PAGE = Path.of("..", "docs", "architecture.md");
  private static final Path SOURCES = Path.of("src", "main", "java", "io", "sardonyx");

  private static final Pattern SERVER = Pattern.compile("(?ms)^server/.*?\\n(.*?)^\\S");
  private static final Pattern ENTRY = Pattern.compile("(?m)^((?:  )+)([a-z]\\w*)/ +\\S");

  @Test
  void thePageNamesEveryPackageWithClasses() throws IOException {
    assertThat(namedPackages()).containsAll(packagesWithClasses());
  }

  @Test
  void everyPackageThatThePageNamesExists() throws IOException {
    assertThat(namedPackages())
        .hasSizeGreaterThan(30)
        .doesNotHaveDuplicates()
        .allSatisfy(name -> assertThat(SOURCES.resolve(name)).isDirectory());
  }

  /** Paths below {@link #SOURCES}; two spaces of indentation are one level. */
  private static List<String> namedPackages() throws IOException {
    var server = SERVER.matcher(Files.readString(PAGE));
    assertThat(server.find()).isTrue();
    var names = new ArrayList<String>();
    var path = new ArrayList<String>();
    ENTRY
        .matcher(server.group(1))
        .results()
        .forEach(entry -> {
          int level = entry.group(1).length() / 2 - 1;
          path.subList(Math.min(level, path.size()), path.size()).clear();
          path.add(entry.group(2));
          names.add(String.join("/", path));
        });
    return names;
  }

  private static List<String> packagesWithClasses() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("package-info.java"))
          .map(file -> String.valueOf(SOURCES.relativize(file).getParent()).replace('\\', '/'))
          .distinct()
          .toList();
    }
  }
}
