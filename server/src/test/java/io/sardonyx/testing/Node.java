package io.sardonyx.testing;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;

/** One node: the packaged program as a process of its own, on a free port of the loopback. */
public final class Node implements AutoCloseable {
  public static final String ADMIN_EMAIL = "admin@example.com";
  public static final String ADMIN_PASSWORD = "correct horse battery staple";

  private static final List<String> LIMITS =
      List.of(
          "REQUESTS_PER_CALLER",
          "REQUESTS_PER_ADDRESS",
          "SIGN_INS_PER_ADDRESS",
          "MAILS_PER_ADDRESS",
          "ANSWER_REQUESTS_PER_CALLER",
          "SEARCHES_PER_CALLER",
          "EXPORTS_PER_CALLER",
          "REALTIME_CONNECTS_PER_ADDRESS");

  private static final Duration START_LIMIT = Duration.ofSeconds(120);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final Duration TO_PRINT = Duration.ofSeconds(2);
  private static final String PORT_TAKEN = " is in use: stop what uses it, or set SARDONYX_PORT";
  private static final String READY = "Sardonyx is ready at ";

  private final Process process;
  private final int port;
  private final List<String> output;

  private Node(Process process, int port, List<String> output) {
    this.process = process;
    this.port = port;
    this.output = output;
  }

  /** Starts the first node of a home and waits until it is ready. */
  public static Node start(Home home, Map<String, String> settings, String... arguments) {
    while (true) {
      var node = launch(home, settings, arguments);
      try {
        return awaitReady(node);
      } catch (IllegalStateException failed) {
        // A port that was free is taken by another test's connection now and then.
        if (settings.containsKey("SARDONYX_PORT") || !node.output().contains(PORT_TAKEN)) {
          throw failed;
        }
      }
    }
  }

  private static Node awaitReady(Node node) {
    try {
      node.awaitReady();
      return node;
    } catch (RuntimeException | AssertionError failed) {
      node.kill();
      throw failed;
    }
  }

  public static Node start(Home home) {
    return start(home, Map.of());
  }

  /** Adds a node that uses the PostgreSQL and Redis of the home's first one. */
  public static Node join(Home home, Map<String, String> settings) {
    return start(home, settings, "--join");
  }

  /** Starts the program and does not wait. */
  public static Node launch(Home home, Map<String, String> settings, String... arguments) {
    return launch(home, settings, List.of(), arguments);
  }

  /**
   * @param classes what it takes before its own classes of the same names
   */
  static Node launch(
      Home home, Map<String, String> settings, List<Path> classes, String... arguments) {
    int port = freePort();
    var environment = new HashMap<String, String>();
    environment.put("SARDONYX_HOME", home.path().toString());
    environment.put("SARDONYX_PORT", Integer.toString(port));
    environment.put("SARDONYX_ADMIN_EMAIL", ADMIN_EMAIL);
    environment.put("SARDONYX_ADMIN_PASSWORD", ADMIN_PASSWORD);
    // Tests are quicker than people, and all come from one address.
    for (var limit : LIMITS) {
      environment.put("SARDONYX_" + limit, "1000000");
    }
    environment.putAll(settings);
    var command = new ArrayList<String>();
    command.add("start");
    command.addAll(List.of(arguments));
    var output = new CopyOnWriteArrayList<String>();
    return new Node(run(environment, output, classes, command), port, output);
  }

  /** Runs another command of the program to its end; answers what it printed. */
  public static Result command(Map<String, String> environment, String... command) {
    var output = new CopyOnWriteArrayList<String>();
    var process = run(environment, output, List.of(), List.of(command));
    await(process, START_LIMIT, output);
    return new Result(process.exitValue(), String.join("\n", output));
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public int exitValue() {
    return process.exitValue();
  }

  /** What it printed so far. */
  public String output() {
    return String.join("\n", output);
  }

  public void awaitReady() {
    Eventually.within(
        START_LIMIT,
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("The node ended at start:\n" + output());
          }
          return output.stream().anyMatch(line -> line.contains(READY));
        },
        () -> "The node did not become ready:\n" + output());
  }

  public void awaitEnd() {
    await(process, STOP_LIMIT, output);
  }

  /** SIGTERM, as an operator stops it. */
  public void stop() {
    // Not Process.destroy: that closes its output too, before its last words are read.
    process.toHandle().destroy();
    await(process, STOP_LIMIT, output);
  }

  /** SIGKILL: what it had not made durable is gone. */
  public void kill() {
    process.destroyForcibly();
    await(process, STOP_LIMIT, output);
  }

  public void pause() {
    signal("-STOP");
  }

  public void resume() {
    signal("-CONT");
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      signal("-CONT");
      stop();
    }
  }

  private void signal(String name) {
    signal(process, name);
  }

  private static void signal(Process process, String name) {
    try {
      new ProcessBuilder("kill", name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process run(
      Map<String, String> settings,
      List<String> output,
      List<Path> classes,
      List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(program(classes));
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("SARDONYX_"));
    builder.environment().putAll(settings);
    try {
      var process = builder.start();
      Thread.ofVirtual()
          .start(() -> {
            try (var lines = process.inputReader()) {
              lines.lines().forEach(output::add);
            } catch (IOException | UncheckedIOException ended) {
              output.add("(output ended: " + ended.getMessage() + ")");
            }
          });
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> program(List<Path> classes) {
    if (classes.isEmpty()) {
      var program = new ArrayList<>(fastStart());
      program.addAll(List.of("-jar", jar().toString()));
      return program;
    }
    var path = new ArrayList<>(classes);
    path.add(jar());
    var manifest = manifest();
    // What the manifest opens counts only with -jar.
    var arguments = new ArrayList<String>();
    for (var opened : manifest.getValue("Add-Opens").split(" ", -1)) {
      arguments.add("--add-opens=" + opened + "=ALL-UNNAMED");
    }
    arguments.add("-cp");
    arguments.add(path.stream().map(Path::toString).collect(joining(File.pathSeparator)));
    arguments.add(manifest.getValue(Attributes.Name.MAIN_CLASS));
    return arguments;
  }

  /** The classes as the launcher keeps them ready, if they are this very program's. */
  private static List<String> fastStart() {
    var cache = jar().resolveSibling("../sardonyx.aot").normalize().toFile();
    return cache.lastModified() > jar().toFile().lastModified()
        ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:aot*=off")
        : List.of();
  }

  private static Attributes manifest() {
    try (var jar = new JarFile(jar().toFile())) {
      return jar.getManifest().getMainAttributes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the packaged program's own classes are, without those of its libraries. */
  static Path program() {
    return jar().resolveSibling("app");
  }

  private static Path jar() {
    var jar = Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
    if (!Files.exists(jar)) {
      throw new IllegalStateException("Package the program first: " + jar + " is missing");
    }
    return jar;
  }

  private static void await(Process process, Duration limit, List<String> output) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        signal(process, "-QUIT"); // It prints what its threads are at.
        Thread.sleep(TO_PRINT);
        process.destroyForcibly();
        throw new AssertionError(
            "The process did not end within " + limit + "\n" + String.join("\n", output));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a command ended. */
  public record Result(int exitValue, String output) {}
}
