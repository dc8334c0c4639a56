package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Events are written in one place: by {@code platform.append_events}. */
class EventSourcesTest {
  private static final Path JAVA = Path.of("src", "main", "java");
  private static final Path MIGRATIONS = Path.of("src", "main", "resources", "db", "migration");

  /** The migration that brings the function; what older ones wrote is replaced by it. */
  private static final int FIRST = 29;

  private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*");
  private static final Pattern INSERT =
      Pattern.compile("insert\\s+into\\s+platform\\.events\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern COUNT =
      Pattern.compile("set\\s+head_seq\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern APPEND =
      Pattern.compile(
          "create (?:or replace )?function platform\\.append_events\\(.*?\\n\\$\\$;",
          Pattern.DOTALL);

  @Test
  void onlyAppendEventsInsertsEventsAndCounts() throws IOException {
    var sources = new ArrayList<>(files(JAVA, ".java"));
    for (var migration : files(MIGRATIONS, ".sql")) {
      var version = VERSION.matcher(migration.getFileName().toString());
      if (version.matches() && Integer.parseInt(version.group(1)) >= FIRST) {
        sources.add(migration);
      }
    }
    var appending = new ArrayList<Path>();
    for (var source : sources) {
      var text = Files.readString(source);
      if (APPEND.matcher(text).find()) {
        appending.add(source);
      }
      var rest = APPEND.matcher(text).replaceAll("");
      assertThat(INSERT.matcher(rest).find()).as("%s inserts events", source).isFalse();
      assertThat(COUNT.matcher(rest).find()).as("%s counts events", source).isFalse();
    }
    assertThat(appending).hasSize(1);
    assertThat(INSERT.matcher(Files.readString(appending.getFirst())).results().count())
        .as("the one insertion is found where it is")
        .isEqualTo(1);
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (var found = Files.walk(root)) {
      return found.filter(path -> path.toString().endsWith(ending)).toList();
    }
  }
}
