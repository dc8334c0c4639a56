package io.sardonyx.platform.boot;

import io.sardonyx.platform.config.Settings;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * What a program does that runs only so that the virtual machine sees which classes a start needs:
 * it answers a few requests of its own, and ends.
 */
final class AotTraining {
  static final String COMMAND = "train";

  private final String address;

  AotTraining(Settings settings) {
    this.address = "http://%s:%d".formatted(settings.host(), settings.port());
  }

  int run() {
    try {
      for (int round = 0; round < 3; round++) {
        get("/");
        get("/ready");
        get("/api/v1/me");
        get("/openapi");
        signInInVain();
      }
      return 0;
    } catch (IOException e) {
      System.err.println("The training was cut short: " + e.getMessage());
      return 1;
    }
  }

  private void get(String path) throws IOException {
    answer(connect(path));
  }

  private void signInInVain() throws IOException {
    var connection = connect("/auth/v1/token?grant_type=password");
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (var body = connection.getOutputStream()) {
      body.write(
          "{\"email\":\"nobody@localhost\",\"password\":\"not a password\"}"
              .getBytes(StandardCharsets.UTF_8));
    }
    answer(connection);
  }

  private HttpURLConnection connect(String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(address + path).toURL().openConnection();
    connection.setReadTimeout(20_000);
    return connection;
  }

  /** Whatever it is: a refusal is an answer too. */
  private static void answer(HttpURLConnection connection) throws IOException {
    var failed = connection.getResponseCode() >= 400;
    try (var body = failed ? connection.getErrorStream() : connection.getInputStream()) {
      if (body != null) {
        body.readAllBytes();
      }
    }
  }
}
