package io.sardonyx.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every job, done by the real program when its time has come: what it takes and what it leaves.
 * Ages are in hours: a day of the tests' time zone may have 23 or 25.
 */
class JobsIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String SESSIONS = "/api/v1/chat/sessions";

  private static Connection database;
  private static Http admin;

  @BeforeAll
  static void start() throws SQLException {
    admin = Http.of(SharedNode.get()).signedInAsAdmin();
    database = SharedNode.home().superuser();
  }

  @AfterAll
  static void stop() throws SQLException {
    database.close();
  }

  @Test
  void everyJobIsKnownAndSucceeds() throws SQLException {
    var jobs =
        List.of(
            "forget-idempotency-keys",
            "forget-sign-in-failures",
            "forget-standing-changes",
            "purge-chat-sessions",
            "purge-login-sessions",
            "rotate-signing-keys",
            "trim-events");
    var known = new TreeSet<String>();
    try (var statement = database.createStatement();
        var rows =
            statement.executeQuery(
                "select task_name from system.jobs where task_instance = 'recurring'")) {
      while (rows.next()) {
        known.add(rows.getString(1));
      }
    }
    assertThat(known).containsAll(jobs);
    for (var job : known) {
      runNow(job);
    }
  }

  @Test
  void whoseCursorWasTrimmedAwayNeedsASnapshotAndNobodyElse() throws SQLException {
    var session = createSession();
    for (int i = 0; i < 8; i++) {
      admin.put(SESSIONS + "/" + session, Map.of("title", "name " + i)).expect(200);
    }
    long head = admin.get(SESSIONS + "/" + session).json().path("head_seq").asLong();
    execute(
        "update platform.events set at = now() - interval '168 hours 1 minute' where topic_id = ?::uuid"
            + " and seq in (1, 2, 4)",
        session);
    execute(
        "update platform.events set at = now() - interval '167 hours' where topic_id = ?::uuid"
            + " and seq = 5",
        session);
    runNow("trim-events");
    // The third goes with the fourth: numbers are in order where times of neighbours are not.
    assertThat(number("select trimmed_seq from platform.topics where id = ?::uuid", session))
        .isEqualTo(4);
    assertThat(number("select min(seq) from platform.events where topic_id = ?::uuid", session))
        .isEqualTo(5);
    var topic = "chat_session:" + session;
    for (long cursor = 0; cursor <= head; cursor++) {
      try (var client = RealtimeClient.connect(SharedNode.get().port(), admin.token())) {
        client.subscribe(topic, cursor);
        client.awaitType(topic, "caught_up");
        var snapshots =
            client.pushes(topic).stream()
                .filter(push -> push.path("type").asText().equals("snapshot_needed"))
                .map(push -> push.at("/data/head_seq").asLong())
                .toList();
        if (cursor < 4) {
          assertThat(snapshots).as("from %d", cursor).containsExactly(head);
          assertThat(client.seqs(topic)).isEmpty();
        } else {
          assertThat(snapshots).as("from %d", cursor).isEmpty();
          assertThat(client.seqs(topic))
              .isEqualTo(LongStream.rangeClosed(cursor + 1, head).boxed().toList());
        }
      }
    }
  }

  @Test
  void whatWasDeletedLongAgoIsGoneForGoodWithItsEventsAndTheRestCanBeRestored()
      throws SQLException {
    var old = createSession();
    var young = createSession();
    for (var session : List.of(old, young)) {
      var message = Map.of("client_message_id", UUID.randomUUID(), "content", "c", "answer", false);
      admin.post(SESSIONS + "/" + session + "/messages", message).expect(201);
      admin.delete(SESSIONS + "/" + session).expect(204);
    }
    deletedAgo(old, "720 hours 1 minute");
    deletedAgo(young, "719 hours");
    runNow("purge-chat-sessions");
    admin.post(SESSIONS + "/" + old + "/restore", Map.of()).expect(404);
    for (var table : List.of("chat_messages where session_id", "events where topic_id")) {
      assertThat(number("select count(*) from platform." + table + " = ?::uuid", old)).isZero();
      assertThat(number("select count(*) from platform." + table + " = ?::uuid", young))
          .isPositive();
    }
    assertThat(number("select count(*) from platform.topics where id = ?::uuid", old)).isZero();
    admin.post(SESSIONS + "/" + young + "/restore", Map.of()).expect(200);
  }

  @Test
  void loginSessionsThatEndedLongAgoAreForgottenAndThoseThatGoOnAreNot() throws SQLException {
    var revokedLongAgo = login();
    execute(
        "update platform.login_sessions set revoked_at = now() - interval '722 hours',"
            + " revoked_because = 'revoked' where id = ?::uuid",
        revokedLongAgo);
    var overLongAgo = login();
    execute(
        "update platform.login_sessions set expires_at = now() - interval '722 hours'"
            + " where id = ?::uuid",
        overLongAgo);
    var revokedLately = login();
    execute(
        "update platform.login_sessions set revoked_at = now() - interval '696 hours',"
            + " revoked_because = 'revoked' where id = ?::uuid",
        revokedLately);
    var goesOn = login();
    runNow("purge-login-sessions");
    var count = "select count(*) from platform.login_sessions where id = ?::uuid";
    assertThat(List.of(number(count, revokedLongAgo), number(count, overLongAgo))).containsOnly(0L);
    assertThat(List.of(number(count, revokedLately), number(count, goesOn))).containsOnly(1L);
  }

  @Test
  void whatIsOnlyRememberedForAWhileIsForgottenThen() throws SQLException {
    var old = UUID.randomUUID().toString();
    var young = UUID.randomUUID().toString();
    var failures = "insert into system.sign_in_failures values (?, 3, now() - interval '%s')";
    execute(failures.formatted("16 minutes"), old);
    execute(failures.formatted("14 minutes"), young);
    var changes =
        """
        insert into platform.standing_changes (organization_id, subject_id, changed_at)
        select id, ?::uuid, now() - interval '%s' from platform.organizations limit 1
        """;
    execute(changes.formatted("61 minutes"), old);
    execute(changes.formatted("59 minutes"), young);
    var keys =
        """
        insert into platform.idempotency_keys
          (organization_id, application_id, app_user_id, key, request_hash, created_at)
        select organization_id, application_id, id, ?, 'h', now() - interval '%s'
        from platform.app_users limit 1
        """;
    execute(keys.formatted("25 hours"), old);
    execute(keys.formatted("23 hours"), young);
    for (var job :
        List.of("forget-sign-in-failures", "forget-standing-changes", "forget-idempotency-keys")) {
      runNow(job);
    }
    for (var count :
        List.of(
            "select count(*) from system.sign_in_failures where subject = ?",
            "select count(*) from platform.standing_changes where subject_id = ?::uuid",
            "select count(*) from platform.idempotency_keys where key = ?")) {
      assertThat(number(count, old)).as(count).isZero();
      assertThat(number(count, young)).as(count).isOne();
    }
    execute("delete from system.sign_in_failures where subject = ?", young);
    execute("delete from platform.idempotency_keys where key = ?", young);
  }

  /** Makes it due; returns when it was done. */
  private static void runNow(String job) throws SQLException {
    var last =
        "select coalesce(extract(epoch from last_success) * 1000000, 0) from system.jobs"
            + " where task_name = ?";
    long before = number(last, job);
    Eventually.within(
        LIMIT,
        () -> {
          try {
            // Again and again: a run that was just ending puts its own next time there.
            execute(
                "update system.jobs set execution_time = now() where task_name = ? and not picked",
                job);
            execute("select pg_notify(?, 'jobs')", TaskQueue.CHANNEL);
            return number(last, job) > before;
          } catch (SQLException e) {
            throw new AssertionError(e);
          }
        },
        () -> job + " was not done");
    assertThat(
            number(
                "select coalesce(consecutive_failures, 0) from system.jobs where task_name = ?",
                job))
        .as(job)
        .isZero();
  }

  private static void deletedAgo(String session, String time) throws SQLException {
    execute(
        "update platform.chat_sessions set deleted_at = now() - interval '%s' where id = ?::uuid"
            .formatted(time),
        session);
  }

  private static String createSession() {
    return admin.post(SESSIONS, Map.of("title", "t")).expect(201).text("/id");
  }

  private static String login() {
    return Http.of(SharedNode.get()).signedInAsAdmin().get("/api/v1/me").text("/login_session_id");
  }

  private static void execute(String sql, String argument) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      statement.setString(1, argument);
      var unused = statement.execute();
    }
  }

  private static long number(String sql, String argument) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      statement.setString(1, argument);
      try (var row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : -1;
      }
    }
  }
}
