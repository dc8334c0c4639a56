import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Sardonyx itself, started by its launcher as a user would. */
record Program(Process process, int port) implements AutoCloseable {
  /** Without the classes of Sardonyx, some of which the HTTP server would find and use. */
  private static final String LIBRARIES =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(each -> each.endsWith(".jar"))
          .collect(Collectors.joining(File.pathSeparator));

  static Program start(String launcher, Path home, Map<String, String> settings) throws Exception {
    return start(launcher, home, settings, "/ready");
  }

  /**
   * @param awaited the path that answers when it has started
   */
  static Program start(String launcher, Path home, Map<String, String> settings, String awaited)
      throws Exception {
    int port = freePort();
    var output = home.resolve("output.txt");
    var builder = new ProcessBuilder(launcher, "start").redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("SARDONYX_"));
    builder.environment().put("SARDONYX_HOME", home.toString());
    builder.environment().put("SARDONYX_PORT", Integer.toString(port));
    builder.environment().putAll(settings);
    var program = new Program(builder.start(), port);
    while (!program.answers(awaited)) {
      if (!program.process.isAlive()) {
        throw new IllegalStateException(Files.readString(output));
      }
      Thread.sleep(5);
    }
    return program;
  }

  /** A program beside this one in the bench's folder, which listens on the port that it is given. */
  static Program ofBench(String name, String... arguments) throws Exception {
    int port = freePort();
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                LIBRARIES,
                Path.of(System.getProperty("jdk.launcher.sourcefile"))
                    .resolveSibling(name + ".java")
                    .toString(),
                Integer.toString(port)));
    command.addAll(List.of(arguments));
    var program = new Program(new ProcessBuilder(command).inheritIO().start(), port);
    while (!program.answers("/")) {
      if (!program.process.isAlive()) {
        throw new IllegalStateException(name + " ended");
      }
      Thread.sleep(50);
    }
    return program;
  }

  boolean answers(String path) {
    try {
      var url = URI.create("http://127.0.0.1:" + port + path).toURL();
      return ((HttpURLConnection) url.openConnection()).getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  static int freePort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }
}
