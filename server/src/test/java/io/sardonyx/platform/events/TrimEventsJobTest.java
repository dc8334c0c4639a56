package io.sardonyx.platform.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Trimming among those who write, and of more topics than are taken at once. */
class TrimEventsJobTest {
  private static final int TOPICS = 1_203;

  private final TestPostgres postgres = TestPostgres.start();
  private final Vertx vertx = Vertx.vertx();
  private final Database database = postgres.open(vertx, 4);
  private final TrimEventsJob job = new TrimEventsJob(database);
  private Connection superuser;

  /** Each topic has three events of nine days ago, and one of today. */
  @BeforeEach
  void plant() throws SQLException {
    superuser = postgres.superuser();
    execute("insert into platform.organizations (id, name) select uuidv7(), 'O'");
    execute(
        """
        insert into platform.applications (organization_id, name, publishable_key)
        select id, 'A', 'pk' from platform.organizations
        """);
    execute(
        """
        insert into platform.app_users (organization_id, application_id, external_id, display_name)
        select organization_id, id, 'ann', 'Ann' from platform.applications
        """);
    execute(
        """
        insert into platform.topics (id, kind, organization_id, application_id, writer_id, head_seq)
        select uuidv7(), 'chat_session', organization_id, application_id, id, 4
        from platform.app_users, generate_series(1, %d)
        """
            .formatted(TOPICS));
    execute(
        """
        insert into platform.events (topic_id, seq, organization_id, application_id, type, at, data)
        select id, seq, organization_id, application_id, 'e',
          now() - case when seq < 4 then interval '9 days' else interval '0' end, '{}'
        from platform.topics, generate_series(1, 4) seq
        """);
  }

  @AfterEach
  void stop() throws SQLException {
    superuser.close();
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void everyTopicIsTrimmedHoweverManyThereAre() throws SQLException {
    job.run(Instant.now());
    assertThat(number("select count(*) from platform.topics where trimmed_seq = 3"))
        .isEqualTo(TOPICS);
    assertThat(number("select count(*) from platform.events")).isEqualTo(TOPICS);
    assertThat(number("select count(*) from platform.topics where head_seq <> 4")).isZero();
    job.run(Instant.now());
    assertThat(number("select count(*) from platform.events")).isEqualTo(TOPICS);
  }

  @Test
  void whatSomebodyIsWritingToIsLeftForTheNextTime() throws SQLException {
    try (var writer = postgres.superuser();
        var statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute(
          "update platform.topics set head_seq = head_seq + 1 where id = (select"
              + " min(id::text)::uuid from platform.topics)");
      job.run(Instant.now());
      assertThat(number("select count(*) from platform.topics where trimmed_seq = 3"))
          .as("it neither waits nor stops at the one that is locked")
          .isEqualTo(TOPICS - 1);
      writer.commit();
    }
    job.run(Instant.now());
    assertThat(number("select count(*) from platform.topics where trimmed_seq = 3"))
        .isEqualTo(TOPICS);
  }

  /** A node whose clock is behind must not bring back what another has trimmed. */
  @Test
  void whatIsTrimmedStaysTrimmed() throws SQLException {
    execute("update platform.topics set trimmed_seq = 3");
    execute("delete from platform.events where seq < 3");
    job.run(Instant.now());
    assertThat(number("select min(trimmed_seq) from platform.topics")).isEqualTo(3);
    assertThat(number("select count(*) from platform.events where seq = 3")).isZero();
  }

  private void execute(String sql) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (var statement = superuser.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
