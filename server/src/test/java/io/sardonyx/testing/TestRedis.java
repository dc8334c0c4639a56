package io.sardonyx.testing;

import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import redis.embedded.RedisServer;

/** A Redis on the loopback that can be killed and started again on its port. */
public final class TestRedis implements AutoCloseable {
  private final int port = freePort();
  private RedisServer server = launch();

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public void kill() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty, as after a crash: nothing is kept on disk. */
  public void restart() {
    server = launch();
  }

  /** How many connections it has, without the one that asks. */
  public int clients() {
    var client = RedisClient.create(url());
    try (var connection = client.connect()) {
      return (int) connection.sync().clientList().lines().count() - 1;
    } finally {
      client.shutdown();
    }
  }

  @Override
  public void close() {
    kill();
  }

  private RedisServer launch() {
    try {
      var launched =
          RedisServer.newRedisServer()
              .port(port)
              .bind("127.0.0.1")
              .setting("save \"\"")
              .setting("appendonly no")
              .onShutdownForceStop(true)
              .build();
      launched.start();
      return launched;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
