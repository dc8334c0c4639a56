package io.sardonyx.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A mail server that takes connections, and says nothing. */
class HangingMailIT {
  private static final int MAILS = 24;

  @Test
  void aMailServerThatNeverAnswersHoldsUpNoJobAndNotManyMailsAtOnce() throws Exception {
    // Nobody accepts: the system does, as many as may wait.
    try (var silent = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        var home = Home.prepared();
        var node = Node.start(home, settings(silent));
        var database = home.superuser()) {
      var owner = Http.of(node).signedInAsAdmin();
      for (int i = 0; i < MAILS; i++) {
        owner.post("/api/v1/customer-users", invited()).expect(201);
      }
      Eventually.within(
          Duration.ofSeconds(20),
          () -> number(database, "select count(*) from system.tasks where picked") > 0);
      assertThat(number(database, "select count(*) from system.tasks")).isEqualTo(MAILS);
      long most = 0;
      for (int i = 0; i < 3; i++) {
        var before = lastSuccess(database);
        Eventually.within(Duration.ofSeconds(15), () -> lastSuccess(database) > before);
        most = Math.max(most, number(database, "select count(*) from system.tasks where picked"));
      }
      assertThat(most).as("mails on their way at once").isBetween(1L, 4L);
      assertThat(number(database, "select count(*) from system.tasks"))
          .as("none was sent, and none is lost")
          .isEqualTo(MAILS);
    }
  }

  private static Map<String, String> settings(ServerSocket silent) throws IOException {
    return Map.of(
        "SARDONYX_SMTP_URL",
        "smtp://127.0.0.1:%d?starttls=none".formatted(silent.getLocalPort()),
        "SARDONYX_MAIL_FROM",
        "Sardonyx <no-reply@example.com>");
  }

  private static Map<String, Object> invited() {
    return Map.of(
        "email", UUID.randomUUID() + "@example.com", "display_name", "Ann", "by_mail", true);
  }

  /** Of a job that runs every few seconds, in microseconds. */
  private static long lastSuccess(Connection database) {
    return number(
        database,
        """
        select coalesce(extract(epoch from last_success) * 1000000, 0)::bigint from system.jobs
        where task_name = 'index-search'
        """);
  }

  private static long number(Connection database, String sql) {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
