package io.sardonyx.isolation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** The isolation cases of every feature, found among the compiled tests. */
final class AllCases {
  private static final List<IsolationCases> FOUND = find();

  static final Map<String, TableCase> TABLES =
      byName(FOUND.stream().flatMap(cases -> cases.tables().stream()).toList(), TableCase::table);
  static final Map<String, RouteCase> ROUTES =
      byName(FOUND.stream().flatMap(cases -> cases.routes().stream()).toList(), RouteCase::route);
  static final Map<String, MethodCase> METHODS =
      byName(FOUND.stream().flatMap(cases -> cases.methods().stream()).toList(), MethodCase::name);
  static final List<TopicCase> TOPICS =
      FOUND.stream().flatMap(cases -> cases.topics().stream()).toList();

  private AllCases() {}

  /**
   * @throws AssertionError for a table that somebody added without saying who may reach it
   */
  static TableCase table(String name) {
    var table = TABLES.get(name);
    if (table == null) {
      throw new AssertionError("No IsolationCases say who may reach platform." + name);
    }
    return table;
  }

  private static <T> Map<String, T> byName(List<T> cases, Function<T, String> name) {
    var all = new TreeMap<String, T>();
    for (var each : cases) {
      if (all.put(name.apply(each), each) != null) {
        throw new AssertionError(name.apply(each) + " has two isolation cases");
      }
    }
    return all;
  }

  private static List<IsolationCases> find() {
    try {
      var root =
          Path.of(IsolationCases.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (var files = Files.walk(root)) {
        var found = new ArrayList<IsolationCases>();
        for (var file : files.sorted().toList()) {
          var path = root.relativize(file).toString();
          if (path.endsWith("IsolationCases.class")
              && !path.equals(IsolationCases.class.getName().replace('.', '/') + ".class")) {
            found.add(instance(path.replace('/', '.').replaceFirst("\\.class$", "")));
          }
        }
        return List.copyOf(found);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static IsolationCases instance(String name) {
    try {
      var constructor = Class.forName(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return (IsolationCases) constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(name, e);
    }
  }
}
