package io.sardonyx.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.identity.accounts.CodeChallenge.Method;
import io.sardonyx.identity.appusers.AppUserAccounts;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuthCodesTest {
  private static final String EMAIL = "ann@example.com";

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  private static final String VERIFIER = "v".repeat(56);

  private Account ann;

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

  @BeforeEach
  void somebody() {
    var organization = Ids.next();
    var application = Ids.next();
    ann =
        database.asWorker(tx -> {
          tx.query("insert into platform.organizations (id, name) values ($1, 'O')", organization);
          tx.query(
              """
              insert into platform.applications (id, organization_id, name, publishable_key)
              values ($1, $2, 'A', $3)
              """,
              application,
              organization,
              "pk_" + application);
          var user = Ids.next();
          AppUserAccounts.insert(
              tx,
              new NewAccount(
                  user, organization, application, EMAIL, null, true, Map.of(), Map.of()),
              new Actor(organization, application, user, null));
          return Accounts.find(tx, user).orElseThrow();
        });
  }

  @ParameterizedTest
  @EnumSource(Method.class)
  void onlyWhoKnowsTheVerifierGetsWhatTheCodeIsWorth(Method method) {
    var code = issue(method);
    for (var wrong : new String[] {"w".repeat(56), "", "v", challenge(Method.S256), "é"}) {
      assertRefused(ann.applicationId(), code, wrong, "bad_code_verifier");
    }
    assertThat(exchange(ann.applicationId(), code, VERIFIER))
        .isEqualTo(new AuthCodes.Exchange(ann.appUserId(), "magiclink"));
  }

  @Test
  void itIsGoodOnce() {
    var code = issue(Method.S256);
    var unused = exchange(ann.applicationId(), code, VERIFIER);
    assertRefused(ann.applicationId(), code, VERIFIER, "flow_state_not_found");
  }

  @Test
  void anotherApplicationHasNoUseForIt() {
    var code = issue(Method.S256);
    assertRefused(Ids.next(), code, VERIFIER, "flow_state_not_found");
    assertThat(exchange(ann.applicationId(), code, VERIFIER)).isNotNull();
  }

  @Test
  void itExpires() {
    var code = issue(Method.S256);
    age("5 minutes");
    assertRefused(ann.applicationId(), code, VERIFIER, "flow_state_expired");
    deleteExpired();
    assertRefused(ann.applicationId(), code, VERIFIER, "flow_state_expired");
    age("2 hours");
    deleteExpired();
    assertRefused(ann.applicationId(), code, VERIFIER, "flow_state_not_found");
  }

  @Test
  void anotherPasswordEndsIt() {
    var code = issue(Method.S256);
    database.asWorker(tx -> {
      OneTimeTokens.forget(tx, ann.appUserId());
      return true;
    });
    assertRefused(ann.applicationId(), code, VERIFIER, "flow_state_not_found");
  }

  private String issue(Method method) {
    var challenge = new CodeChallenge(challenge(method), method);
    return database.asWorker(tx -> AuthCodes.issue(tx, ann, TokenPurpose.MAGICLINK, challenge));
  }

  private static String challenge(Method method) {
    return method == Method.PLAIN
        ? VERIFIER
        : Base64.getUrlEncoder().withoutPadding().encodeToString(Hashes.sha256(VERIFIER));
  }

  private static AuthCodes.Exchange exchange(UUID applicationId, String code, String verifier) {
    return database.asWorker(tx -> AuthCodes.exchange(tx, applicationId, code, verifier));
  }

  private static void age(String by) {
    database.asWorker(tx -> {
      tx.query("update platform.auth_codes set expires_at = expires_at - $1::text::interval", by);
      return true;
    });
  }

  private static void deleteExpired() {
    database.asWorker(tx -> {
      AuthCodes.deleteExpired(tx);
      return true;
    });
  }

  private static void assertRefused(
      UUID applicationId, String code, String verifier, String expected) {
    assertThatThrownBy(() -> exchange(applicationId, code, verifier))
        .isInstanceOfSatisfying(
            Problem.class, problem -> assertThat(problem.code()).isEqualTo(expected));
  }
}
