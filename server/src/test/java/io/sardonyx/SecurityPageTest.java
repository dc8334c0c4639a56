package io.sardonyx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about security controls names tests; they exist, and no requirement is left out. */
class SecurityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "security.md");

  /** How many requirements of levels 1 and 2 each section has; those of level 3 come last there. */
  private static final Map<String, Integer> SECTIONS =
      Map.ofEntries(
          Map.entry("3.2", 2),
          Map.entry("3.3", 4),
          Map.entry("3.4", 6),
          Map.entry("3.5", 5),
          Map.entry("3.7", 2),
          Map.entry("4.1", 3),
          Map.entry("4.2", 1),
          Map.entry("4.3", 2),
          Map.entry("4.4", 4),
          Map.entry("6.1", 3),
          Map.entry("6.2", 12),
          Map.entry("6.3", 4),
          Map.entry("6.4", 4),
          Map.entry("6.5", 5),
          Map.entry("6.6", 3),
          Map.entry("6.8", 4),
          Map.entry("7.1", 3),
          Map.entry("7.2", 4),
          Map.entry("7.3", 2),
          Map.entry("7.4", 5),
          Map.entry("7.5", 2),
          Map.entry("7.6", 2),
          Map.entry("8.1", 2),
          Map.entry("8.2", 3),
          Map.entry("8.3", 1),
          Map.entry("8.4", 1),
          Map.entry("9.1", 3),
          Map.entry("9.2", 4),
          Map.entry("10.1", 2),
          Map.entry("10.2", 2),
          Map.entry("10.3", 4),
          Map.entry("10.4", 11),
          Map.entry("10.5", 5),
          Map.entry("10.6", 2),
          Map.entry("10.7", 3));

  private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+\\.\\d+\\.\\d+) \\|");
  private static final Pattern JAVA = Pattern.compile("`([A-Z]\\w+(?:IT|Test))\\.(\\w+)`");
  private static final Pattern WEB = Pattern.compile("`(\\w+\\.test\\.tsx?)` \"([^\"]+)\"");

  @Test
  void everyRequirementHasItsRow() throws IOException {
    var expected =
        SECTIONS.entrySet().stream()
            .flatMap(section ->
                IntStream.rangeClosed(1, section.getValue())
                    .mapToObj(number -> section.getKey() + "." + number))
            .toList();
    var rows = ROW.matcher(page()).results().map(row -> row.group(1)).toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyTestThatItNamesExists() throws IOException {
    var java = sources(Path.of("src", "test", "java"));
    var web = sources(Path.of("..", "web", "src"));
    web.putAll(sources(Path.of("..", "web", "browser")));
    sources(Path.of("..", "clients", "js", "src"))
        .forEach((name, source) -> web.merge(name, source, String::concat));
    var missing = new ArrayList<String>();
    JAVA.matcher(page())
        .results()
        .filter(named -> !hasTest(java.getOrDefault(named.group(1) + ".java", ""), named.group(2)))
        .forEach(named -> missing.add(named.group()));
    WEB.matcher(page())
        .results()
        .filter(
            named -> !web.getOrDefault(named.group(1), "").contains("\"" + named.group(2) + "\""))
        .forEach(named -> missing.add(named.group()));
    assertThat(missing).isEmpty();
    assertThat(JAVA.matcher(page()).results()).hasSizeGreaterThan(100);
    assertThat(WEB.matcher(page()).results()).hasSizeGreaterThan(10);
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  /** Between an empty line and its name stand a method's annotations. */
  private static boolean hasTest(String source, String method) {
    int name = source.indexOf(" void " + method + "(");
    var before = name < 0 ? "" : source.substring(source.lastIndexOf("\n\n", name), name);
    return before.contains("@Test\n") || before.contains("@ParameterizedTest");
  }

  private static Map<String, String> sources(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> List.of("java", "ts", "tsx").contains(extension(file)))
          .collect(
              Collectors.toMap(
                  file -> String.valueOf(file.getFileName()),
                  SecurityPageTest::read,
                  (one, other) -> one + other));
    }
  }

  private static String extension(Path file) {
    var name = String.valueOf(file.getFileName());
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
