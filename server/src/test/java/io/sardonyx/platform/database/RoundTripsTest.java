package io.sardonyx.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What row-level security costs on the wire, counted by a proxy that sees who speaks. */
class RoundTripsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 8_000})
  void aStatementWithItsContextCostsOneRoundTripHoweverLong(int longer) throws IOException {
    var sql = "select $1::int" + " ".repeat(longer);
    var vertx = Vertx.vertx();
    try (var postgres = TestPostgres.start();
        var proxy = new Proxy(postgres.apiLogin().port())) {
      var direct = postgres.apiLogin();
      var login =
          new DatabaseLogin(
              direct.host(),
              proxy.port(),
              direct.database(),
              direct.user(),
              direct.password(),
              direct.sslMode());
      try (var database = Database.open(vertx, login, direct, 1)) {
        var reading = database.reading(caller());
        reading.query(sql, 1); // Prepares.
        int before = proxy.clientTurns.get();
        for (int i = 0; i < 10; i++) {
          reading.query(sql, i);
        }
        assertThat(proxy.clientTurns.get() - before).isEqualTo(10);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Caller caller() {
    return new Caller(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), Role.VIEWER, null);
  }

  /** Counts how often the client began to speak after the server had. */
  private static final class Proxy implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger clientTurns = new AtomicInteger();
    private final AtomicBoolean serverSpokeLast = new AtomicBoolean(true);

    Proxy(int target) throws IOException {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            while (!listener.isClosed()) {
              try {
                var client = listener.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), target);
                pump(client.getInputStream(), server.getOutputStream(), this::clientSpeaks);
                pump(
                    server.getInputStream(),
                    client.getOutputStream(),
                    () -> serverSpokeLast.set(true));
              } catch (IOException closed) {
                return;
              }
            }
          });
    }

    int port() {
      return listener.getLocalPort();
    }

    private void clientSpeaks() {
      if (serverSpokeLast.getAndSet(false)) {
        clientTurns.incrementAndGet();
      }
    }

    private static void pump(InputStream from, OutputStream to, Runnable heard) {
      Thread.ofPlatform()
          .daemon()
          .start(() -> {
            var buffer = new byte[65536];
            try (from;
                to) {
              for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                heard.run();
                to.write(buffer, 0, n);
              }
            } catch (IOException closed) {
              // The other side hung up.
            }
          });
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
