package io.sardonyx.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.appusers.AppUserAccounts;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is forgotten that nobody ever heard of again, and who is not. */
class PurgeUnconfirmedSignUpsJobTest {
  private static final int BATCH = 2;

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 2);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void whoNeverConfirmedASignUpIsForgottenAfterAMonthAndNobodyElseIs() {
    var organization = Ids.next();
    var application = Ids.next();
    database
        .working()
        .query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
    database
        .working()
        .query(
            """
            insert into platform.applications (id, organization_id, name, publishable_key)
            values ($1, $2, 'A', $3)
            """,
            application,
            organization,
            "pk_" + application);
    var forgotten = new ArrayList<UUID>();
    for (int i = 0; i < 2 * BATCH + 1; i++) {
      forgotten.add(account(organization, application, 31, "confirmation_sent_at = created_at"));
    }
    var mailed = "confirmation_sent_at = created_at, ";
    var kept =
        List.of(
            account(organization, application, 29, "confirmation_sent_at = created_at"),
            account(organization, application, 31, mailed + "email_confirmed_at = now()"),
            account(organization, application, 31, mailed + "last_sign_in_at = now()"),
            account(organization, application, 31, mailed + "invited_at = created_at"),
            account(organization, application, 31, "confirmation_sent_at = now()"),
            account(organization, application, 31, "confirmation_sent_at = null"));

    new PurgeUnconfirmedSignUpsJob(database, BATCH).run(Instant.now());
    assertThat(there()).containsExactlyInAnyOrderElementsOf(kept);
  }

  private static UUID account(UUID organization, UUID application, int daysOld, String otherwise) {
    var user = Ids.next();
    database.asWorker(tx -> {
      AppUserAccounts.insert(
          tx,
          new NewAccount(
              user,
              organization,
              application,
              user + "@example.com",
              null,
              false,
              Map.of(),
              Map.of()),
          new Actor(organization, application, user, null));
      tx.query(
          """
          update platform.accounts set created_at = now() - make_interval(days => $2)
          where app_user_id = $1
          """,
          user,
          daysOld);
      tx.query("update platform.accounts set " + otherwise + " where app_user_id = $1", user);
      return true;
    });
    return user;
  }

  private static List<UUID> there() {
    var ids = new ArrayList<UUID>();
    database
        .working()
        .query("select id from platform.app_users")
        .forEach(row -> ids.add(row.getUUID("id")));
    return ids;
  }
}
