package io.sardonyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaPackage;
import io.sardonyx.platform.database.OwnedTables;
import io.sardonyx.testing.ProgramClasses;
import io.sardonyx.testing.TestPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Each table belongs to one package, and SQL of other packages does not name it. */
class TableOwnershipTest {
  private static final String ROOT = "io.sardonyx";
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern STRING =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:\\\\.|[^\"\\\\\\n])*)\"", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("\\b(?:platform|system)\\.[a-z_]+\\b");

  /** By package, without {@code io.sardonyx}. */
  private static final Map<String, OwnedTables> OWNERS = owners();

  @Test
  void everyTableOfTheDatabaseBelongsToOnePackage() throws SQLException {
    var owned = new ArrayList<String>();
    OWNERS.values().forEach(tables -> owned.addAll(List.of(tables.value())));
    assertThat(owned).doesNotHaveDuplicates();
    try (var postgres = TestPostgres.start()) {
      assertThat(new TreeSet<>(owned)).isEqualTo(relations(postgres, "r"));
      var views = new TreeSet<String>();
      OWNERS.values().forEach(tables -> views.addAll(List.of(tables.views())));
      assertThat(views).isEqualTo(relations(postgres, "v"));
    }
  }

  @Test
  void noOtherPackageNamesATable() throws IOException {
    var owner = new TreeMap<String, String>();
    var views = new TreeSet<String>();
    OWNERS.forEach((at, tables) -> {
      for (var table : tables.value()) {
        owner.put(table, at);
      }
      views.addAll(List.of(tables.views()));
    });
    var foreign = new ArrayList<String>();
    var uses = uses();
    uses.forEach((at, names) ->
        names.stream()
            .filter(owner::containsKey)
            .filter(table -> !mayName(at, owner.getOrDefault(table, "")))
            .forEach(table -> foreign.add(at + " names " + table)));
    assertThat(foreign).isEmpty();
    assertThat(uses.values().stream().flatMap(Set::stream).collect(Collectors.toSet()))
        .as("every table and view is of use to somebody")
        .containsAll(views);
  }

  @Test
  void whatIsSharedIsUsed() throws IOException {
    var uses = uses();
    var idle = new ArrayList<String>();
    OWNERS.forEach((owner, tables) -> {
      for (var other : tables.sharedWith()) {
        boolean used =
            uses.entrySet().stream()
                .filter(use -> !use.getKey().equals(owner) && isWithin(use.getKey(), other))
                .anyMatch(
                    use -> use.getValue().stream().anyMatch(Set.of(tables.value())::contains));
        if (!used) {
          idle.add(owner + " shares with " + other);
        }
      }
    });
    assertThat(idle).isEmpty();
  }

  private static boolean mayName(String at, String owner) {
    if (at.equals(owner)) {
      return true;
    }
    var tables = OWNERS.get(owner);
    return tables != null
        && List.of(tables.sharedWith()).stream().anyMatch(other -> isWithin(at, other));
  }

  private static boolean isWithin(String at, String other) {
    return at.equals(other) || at.startsWith(other + ".");
  }

  private static Map<String, OwnedTables> owners() {
    var owners = new TreeMap<String, OwnedTables>();
    ProgramClasses.all().stream()
        .map(type -> type.getPackage())
        .filter(at -> at.isAnnotatedWith(OwnedTables.class))
        .forEach(at -> owners.put(relative(at), at.getAnnotationOfType(OwnedTables.class)));
    assertThat(owners).isNotEmpty();
    return owners;
  }

  private static String relative(JavaPackage at) {
    return at.getName().substring(ROOT.length() + 1);
  }

  /** What the strings of each package name. */
  private static Map<String, Set<String>> uses() throws IOException {
    var uses = new TreeMap<String, Set<String>>();
    try (var files = Files.walk(SOURCES)) {
      for (var file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
        if (file.endsWith("package-info.java")) {
          continue;
        }
        var at = SOURCES.resolve("io/sardonyx").relativize(file.getParent());
        var names =
            uses.computeIfAbsent(
                at.toString().replace('/', '.').replace('\\', '.'), none -> new LinkedHashSet<>());
        STRING
            .matcher(Files.readString(file))
            .results()
            .flatMap(string -> NAME.matcher(string.group()).results())
            .forEach(name -> names.add(name.group()));
      }
    }
    return uses;
  }

  private static Set<String> relations(TestPostgres postgres, String kind) throws SQLException {
    var found = new TreeSet<String>();
    try (var superuser = postgres.superuser();
        var query =
            superuser.prepareStatement(
                """
                select n.nspname || '.' || c.relname from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
                where n.nspname in ('platform', 'system') and c.relkind = ?::"char"
                  and c.relname not like 'flyway%'
                """)) {
      query.setString(1, kind);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }
}
