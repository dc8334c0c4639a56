package io.sardonyx.platform.boot;

import io.sardonyx.platform.crypto.RootKey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Redis that the program brings along. A cache and a messenger: it writes nothing to disk and
 * forgets what was unused longest when its memory is full.
 */
final class EmbeddedRedis {
  private final Path home;
  private final RootKey rootKey;

  EmbeddedRedis(Path home, RootKey rootKey) {
    this.home = home;
    this.rootKey = rootKey;
  }

  /**
   * @return its address, with the password
   */
  String start() throws IOException {
    var program = Binaries.redis(home);
    Files.createDirectories(directory());
    Files.createDirectories(home.resolve("logs"));
    stop();
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var password = rootKey.derivePassword("redis");
    Files.writeString(directory().resolve("redis.conf"), configuration(port, password));
    var output = Files.createTempFile(home, "redis", ".out");
    try {
      var result =
          Command.run(
              List.of(program.toString(), directory().resolve("redis.conf").toString()), output);
      if (!result.succeeded()) {
        throw new StartFailure("The embedded Redis did not start: " + result.output());
      }
    } finally {
      Files.delete(output);
    }
    return "redis://:%s@127.0.0.1:%d".formatted(password, port);
  }

  void stop() throws IOException {
    var pidFile = directory().resolve("redis.pid");
    if (Files.exists(pidFile)) {
      var pid = Long.parseLong(Files.readString(pidFile).strip());
      ProcessHandle.of(pid)
          .ifPresent(process -> {
            if (process.info().command().orElse("").endsWith("redis-server") && process.destroy()) {
              process.onExit().join();
            }
          });
      Files.deleteIfExists(pidFile);
    }
  }

  private Path directory() {
    return home.resolve("redis");
  }

  private String configuration(int port, String password) {
    return """
    port %d
    bind 127.0.0.1
    requirepass %s
    daemonize yes
    pidfile "%s"
    logfile "%s"
    dir "%s"
    save ""
    appendonly no
    maxmemory 128mb
    maxmemory-policy allkeys-lru
    """
        .formatted(
            port,
            password,
            directory().resolve("redis.pid"),
            home.resolve("logs/redis.log"),
            directory());
  }
}
