package io.sardonyx.platform.jobs;

import io.sardonyx.platform.database.DatabaseLogin;
import io.sardonyx.platform.threads.RepeatingTask;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Tells at once when some node has committed a task. It may miss some, while the database or the
 * connection is away: polling finds those.
 */
final class TaskListener implements AutoCloseable {
  private static final int WAIT_MILLIS = 30_000;
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Logger LOG = Logger.getLogger(TaskListener.class);

  private final DatabaseLogin login;
  private final Consumer<String> onTask;
  private final RepeatingTask listening;
  private volatile @Nullable Connection open;
  private volatile boolean closing;

  /**
   * @param onTask gets the name of a queue; must not block
   */
  TaskListener(DatabaseLogin login, Consumer<String> onTask) {
    this.login = login;
    this.onTask = onTask;
    this.listening = RepeatingTask.start("task-listener", this::listen);
  }

  private void listen() throws InterruptedException {
    try (var connection =
        DriverManager.getConnection(login.jdbcUrl(), login.user(), login.password())) {
      open = connection;
      listen(connection);
    } catch (SQLException away) {
      if (!closing) {
        LOG.debugf("Notifications of tasks are not received now: %s", away.getMessage());
        Thread.sleep(RETRY);
      }
    }
  }

  private void listen(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + TaskQueue.CHANNEL);
    }
    var postgres = connection.unwrap(PGConnection.class);
    while (!closing) {
      for (var notification : postgres.getNotifications(WAIT_MILLIS)) {
        onTask.accept(notification.getParameter());
      }
    }
  }

  @Override
  public void close() {
    closing = true;
    var connection = open;
    if (connection != null) {
      try {
        connection.abort(Runnable::run);
      } catch (SQLException gone) {
        LOG.debugf("Already closed: %s", gone.getMessage());
      }
    }
    listening.close();
  }
}
