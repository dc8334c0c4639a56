import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Sardonyx itself, started by its launcher as a user would. */
record Program(Process process, int port) implements AutoCloseable {

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
