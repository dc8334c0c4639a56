package io.sardonyx.torture;

import io.sardonyx.testing.Home;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The program with something in it changed, as mutation testing does it: the changed classes are
 * compiled anew, and a node that finds them before its own takes them. So what is broken on purpose
 * needs no switch in the program.
 */
final class Mutant implements AutoCloseable {
  private static final Path SOURCES = Path.of("src", "main", "java");

  private final Home home = Home.create();

  private Mutant() {}

  /**
   * @param file as in {@code io/sardonyx/realtime/Socket.java}
   * @param code what stands there, exactly once
   */
  record Change(String file, String code, String instead) {}

  static Mutant of(Change... changes) {
    var sources = new LinkedHashMap<String, String>();
    try {
      for (var change : changes) {
        var source = sources.get(change.file());
        if (source == null) {
          source = Files.readString(SOURCES.resolve(change.file()));
        }
        sources.put(change.file(), changed(source, change.code(), change.instead()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var mutant = new Mutant();
    mutant.compile(sources.entrySet().stream().map(e -> source(e.getKey(), e.getValue())).toList());
    return mutant;
  }

  /** The text with something else in the one place where the code stands. */
  static String changed(String text, String code, String instead) {
    int at = text.indexOf(code);
    if (at < 0 || text.indexOf(code, at + 1) >= 0) {
      throw new AssertionError("Say anew how to break it, for this stands not once: " + code);
    }
    return text.substring(0, at) + instead + text.substring(at + code.length());
  }

  /** What a node's class path begins with. */
  Path classes() {
    return home.path();
  }

  @Override
  public void close() {
    home.close();
  }

  private void compile(List<JavaFileObject> sources) {
    var said = new StringWriter();
    var options = new ArrayList<>(List.of("-proc:none", "-parameters", "-nowarn"));
    options.addAll(
        Arrays.asList("-d", home.path().toString(), "-cp", System.getProperty("java.class.path")));
    var compiler = ToolProvider.getSystemJavaCompiler();
    if (!compiler.getTask(said, null, null, options, null, sources).call()) {
      home.close();
      throw new AssertionError("What is broken does not compile: " + said);
    }
  }

  private static JavaFileObject source(String file, String text) {
    return new SimpleJavaFileObject(URI.create("string:///" + file), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }
}
