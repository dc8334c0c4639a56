package io.sardonyx.platform.boot;

import io.quarkus.arc.All;
import io.sardonyx.platform.config.Settings;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Trains the AOT cache: the program sends itself a few requests, so that the virtual machine
 * records the classes of a start, and ends.
 */
@Singleton
class AotTraining {
  static final String COMMAND = "train";

  private final String address;
  private final List<TrainingRequests> features;

  AotTraining(Settings settings, @All List<TrainingRequests> features) {
    this.features = features;
    this.address = "http://%s:%d".formatted(settings.host(), settings.port());
  }

  int run() {
    try {
      for (int round = 0; round < 3; round++) {
        get("/");
        get("/ready");
        get("/openapi");
        for (var feature : features) {
          for (var request : feature.requests()) {
            send(request);
          }
        }
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

  private void send(TrainingRequests.Request request) throws IOException {
    var json = request.json();
    if (json == null) {
      get(request.path());
      return;
    }
    var connection = connect(request.path());
    connection.setRequestMethod("POST");
    connection.setRequestProperty("Content-Type", "application/json");
    connection.setDoOutput(true);
    try (var body = connection.getOutputStream()) {
      body.write(json.getBytes(StandardCharsets.UTF_8));
    }
    answer(connection);
  }

  private HttpURLConnection connect(String path) throws IOException {
    var connection = (HttpURLConnection) URI.create(address + path).toURL().openConnection();
    connection.setReadTimeout(20_000);
    return connection;
  }

  /** Reads the response, whether an error or not. */
  private static void answer(HttpURLConnection connection) throws IOException {
    var failed = connection.getResponseCode() >= 400;
    try (var body = failed ? connection.getErrorStream() : connection.getInputStream()) {
      if (body != null) {
        body.readAllBytes();
      }
    }
  }
}
