package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Redis that the program brings along. A cache and a messenger: it writes nothing to disk and
 * forgets what was unused longest when its memory is full.
 */
final class EmbeddedRedis {
  private static final Pattern PORT = Pattern.compile("(?m)^port ([0-9]+)$");

  private final Path home;
  private final String password;

  EmbeddedRedis(Path home, RootKey rootKey) {
    this.home = home;
    this.password = rootKey.derivePassword("redis");
  }

  /**
   * Starts it, or keeps one that runs with exactly these settings after a program that was killed.
   *
   * @param stop stops it, or says why it cannot be stopped
   * @return its address, with the password
   */
  String start(Home.StoppingWork stop) throws IOException {
    var running = address();
    if (running.isPresent()) {
      return running.get();
    }
    if (isAlive()) {
      stop.run();
    }
    Files.createDirectories(directory());
    Files.createDirectories(home.resolve("logs"));
    for (int attempt = 1; ; attempt++) {
      int port = FreePort.any();
      Home.replace(configurationFile(), configuration(port));
      revive();
      if (within(5, () -> answers(port))) {
        return url(port);
      }
      if (attempt == 3) {
        throw new StartFailure(
            "The embedded Redis did not start; %s says why."
                .formatted(home.resolve("logs/redis.log")));
      }
    }
  }

  /** The address of the one that runs, if it runs with exactly these settings. */
  Optional<String> address() throws IOException {
    var port = configuredPort();
    return port.isPresent()
            && Files.readString(configurationFile()).equals(configuration(port.getAsInt()))
            && answers(port.getAsInt())
        ? Optional.of(url(port.getAsInt()))
        : Optional.empty();
  }

  boolean isAlive() {
    return processes().findAny().isPresent();
  }

  /** Starts one that died, at the port that it had. */
  void revive() throws IOException {
    var program = Binaries.redis(home).toString();
    var unused = Subprocess.run(List.of(program, configurationFile().toString()), home);
  }

  /**
   * It is nobody's child any more. Where process 1 of a container looks after such seldom or never,
   * one that has ended stays in the list of processes; but it runs no program.
   */
  void stop() {
    processes().forEach(ProcessHandle::destroy);
    if (!within(10, () -> !isAlive())) {
      processes().forEach(ProcessHandle::destroyForcibly);
    }
  }

  /** Whatever runs the program that was unpacked into this home is this home's. */
  private Stream<ProcessHandle> processes() {
    var programs = home.resolve("programs").toString();
    return ProcessHandle.allProcesses()
        .filter(process ->
            process
                .info()
                .command()
                .filter(path -> path.startsWith(programs) && path.endsWith("/redis-server"))
                .isPresent());
  }

  private static boolean within(int seconds, BooleanSupplier condition) {
    for (int i = 0; i < seconds * 50; i++) {
      if (condition.getAsBoolean()) {
        return true;
      }
      PollInterval.milliseconds(20);
    }
    return false;
  }

  private boolean answers(int port) {
    try (var redis = PlainRedisClient.connect(port)) {
      return redis.send("AUTH", password).equals("+OK") && redis.send("PING").equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  private OptionalInt configuredPort() throws IOException {
    if (!Files.exists(configurationFile())) {
      return OptionalInt.empty();
    }
    var port = PORT.matcher(Files.readString(configurationFile()));
    return port.find() ? OptionalInt.of(Integer.parseInt(port.group(1))) : OptionalInt.empty();
  }

  private String url(int port) {
    return "redis://:%s@127.0.0.1:%d".formatted(password, port);
  }

  private Path directory() {
    return home.resolve("redis");
  }

  private Path configurationFile() {
    return directory().resolve("redis.conf");
  }

  private String configuration(int port) {
    return """
    port %d
    bind 127.0.0.1
    requirepass %s
    daemonize yes
    logfile "%s"
    dir "%s"
    save ""
    appendonly no
    maxmemory 128mb
    maxmemory-policy allkeys-lru
    """
        .formatted(port, password, home.resolve("logs/redis.log"), directory());
  }
}
