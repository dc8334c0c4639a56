package io.sardonyx.identity.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Neither what a refused sign-in leaves nor how long that takes tells who has an account. */
class RefusedSignInsTest {
  private static final String KNOWN = "ann@example.com";
  private static final String UNKNOWN = "bob@example.com";

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;
  private static UUID organization;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 4);
    organization = account(KNOWN);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void whoeverItIsForAsMuchIsWrittenAndItBecomesAnEventOfTheirsLater() {
    var began = Instant.now();
    refused(KNOWN); // What is done once for a table is done.
    refused(UNKNOWN);
    long ofKnown = written(() -> refused(KNOWN));
    long ofUnknown = written(() -> refused(UNKNOWN));
    assertThat(ofKnown).isPositive();
    assertThat(ofUnknown).as("a commit like that for whom there is").isPositive();
    assertThat(waiting()).isEqualTo(4);
    assertThat(events()).isZero();

    new RecordRefusedSignInsJob(database).run(Instant.now());
    assertThat(waiting()).isZero();
    assertThat(events()).isEqualTo(2);
    for (var row :
        database
            .working()
            .query(
                """
                select organization_id, host(ip_address) as address, details, at,
                  uuid_extract_timestamp(id) as happened
                from platform.audit_events where action = 'login_session.refused'
                """)) {
      assertThat(row.getUUID("organization_id")).isEqualTo(organization);
      assertThat(row.getString("address")).isEqualTo("192.0.2.1");
      assertThat(row.getJsonObject("details").getMap()).isEqualTo(Map.of("because", "a test"));
      var at = row.getOffsetDateTime("at").toInstant();
      assertThat(at).isBetween(began.minusSeconds(1), Instant.now());
      assertThat(row.getOffsetDateTime("happened").toInstant())
          .isBetween(at.minusMillis(50), at.plusMillis(50));
    }
  }

  private static void refused(String email) {
    AuditLog.recordFailedSignIn(
        database.working(), null, email, "192.0.2.1", Map.of("because", "a test"));
  }

  /** Bytes of the write-ahead log. */
  private static long written(Runnable work) {
    var before = position();
    work.run();
    return position() - before;
  }

  private static long position() {
    return number("select (pg_current_wal_insert_lsn() - '0/0')::bigint as n");
  }

  private static long waiting() {
    return number("select count(*) as n from system.refused_sign_ins");
  }

  private static long events() {
    return number(
        "select count(*) as n from platform.audit_events where action = 'login_session.refused'");
  }

  private static long number(String sql) {
    return database.working().query(sql).iterator().next().getLong("n");
  }

  private static UUID account(String email) {
    var organization = Ids.next();
    var workspace = Ids.next();
    var user = Ids.next();
    database.asWorker(tx -> {
      tx.query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
      tx.query(
          """
          insert into platform.applications
            (id, organization_id, name, publishable_key, is_workspace)
          values ($1, $2, 'W', $3, true)
          """,
          workspace,
          organization,
          "pk_" + workspace);
      tx.query(
          """
          insert into platform.app_users
            (id, organization_id, application_id, external_id, display_name)
          values ($1, $2, $3, 'ann', 'Ann')
          """,
          user,
          organization,
          workspace);
      return tx.query(
          """
          insert into platform.accounts (app_user_id, organization_id, application_id, email)
          values ($1, $2, $3, $4::text::public.citext)
          """,
          user,
          organization,
          workspace,
          email);
    });
    return organization;
  }
}
