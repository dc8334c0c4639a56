package io.sardonyx.identity.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.accounts.OneTimeTokens.Issued;
import io.sardonyx.identity.accounts.OneTimeTokens.Redeemed;
import io.sardonyx.identity.appusers.AppUserAccounts;
import io.sardonyx.identity.audit.AuditLog.Actor;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.Statements;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OneTimeTokensTest {
  private static final String EMAIL = "ann@example.com";

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  private final OneTimeTokens tokens =
      new OneTimeTokens(RootKey.parse(Base64.getEncoder().encodeToString(new byte[RootKey.BYTES])));

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

  @Test
  void eachIsGoodOnce() {
    var link = issue(TokenPurpose.RECOVERY);
    assertThat(redeem(link.token())).map(Redeemed::appUserId).contains(ann.appUserId());
    assertThat(redeem(link.token())).isEmpty();
    assertThat(redeem(link, TokenPurpose.RECOVERY)).as("its digits neither").isEmpty();
    var code = issue(TokenPurpose.MAGICLINK);
    assertThat(redeem(code, TokenPurpose.MAGICLINK)).isPresent();
    assertThat(redeem(code, TokenPurpose.MAGICLINK)).isEmpty();
    assertThat(redeem(code.token())).as("its link neither").isEmpty();
  }

  @Test
  void theNextOneEndsTheOneBefore() {
    var before = issue(TokenPurpose.MAGICLINK);
    var newest = issue(TokenPurpose.MAGICLINK);
    assertThat(redeem(before.token())).isEmpty();
    assertThat(redeem(newest.token())).isPresent();
  }

  @Test
  void oneWhoseMailFailedDoesNotCountAsSent() {
    issue(TokenPurpose.EMAIL_CHANGE);
    assertThat(sentAt()).isNull();
    database.asWorker(tx -> {
      Accounts.recordSent(tx, ann.appUserId(), TokenPurpose.EMAIL_CHANGE);
      return true;
    });
    assertThat(sentAt()).isNotNull();
    issue(TokenPurpose.EMAIL_CHANGE);
    assertThat(sentAt()).as("the next one").isNull();
  }

  private @Nullable Instant sentAt() {
    return OneTimeTokens.sentAt(database.working(), ann.appUserId(), TokenPurpose.EMAIL_CHANGE);
  }

  @ParameterizedTest
  @EnumSource(TokenPurpose.class)
  void noneOutlivesItsTime(TokenPurpose purpose) {
    var issued = issue(purpose);
    later(purpose.lifetime().minusSeconds(5));
    assertThat(OneTimeTokens.owner(database.working(), issued.token())).isPresent();
    later(Duration.ofSeconds(10));
    assertThat(OneTimeTokens.owner(database.working(), issued.token())).isEmpty();
    assertThat(redeem(issued, purpose)).isEmpty();
    assertThat(redeem(issued.token())).isEmpty();
  }

  @Test
  void whatSignsSomebodyInIsGoodForTenMinutes() {
    assertThat(TokenPurpose.MAGICLINK.lifetime()).isLessThanOrEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void sixDigitsAreGoodForTheirOwnPurposeAndAccountAndForFiveAttempts() {
    var issued = issue(TokenPurpose.RECOVERY);
    assertThat(redeem(issued, TokenPurpose.MAGICLINK)).isEmpty();
    assertThat(inTransaction(tx -> tokens.redeemCode(tx, Ids.next(), EMAIL, issued.code(), all())))
        .as("at another application")
        .isEmpty();
    var wrong = issued.code().equals("000000") ? "000001" : "000000";
    for (int i = 0; i < 5; i++) {
      assertThat(redeem(ann.applicationId(), wrong)).isEmpty();
    }
    assertThat(redeem(ann.applicationId(), issued.code())).isEmpty();
    assertThat(redeem(issued.token())).as("the link cannot be guessed").isPresent();
  }

  @Test
  void theDatabaseKnowsNeither() {
    var issued = issue(TokenPurpose.SIGNUP);
    for (var row :
        database
            .working()
            .query(
                "select t::text as text from platform.one_time_tokens t where app_user_id = $1",
                ann.appUserId())) {
      assertThat(row.getString("text")).doesNotContain(issued.token(), issued.code());
    }
  }

  private Issued issue(TokenPurpose purpose) {
    return database.asWorker(tx -> tokens.issue(tx, ann, purpose, EMAIL));
  }

  private Optional<Redeemed> redeem(String token) {
    return inTransaction(tx -> tokens.redeem(tx, token));
  }

  private Optional<Redeemed> redeem(Issued issued, TokenPurpose purpose) {
    return inTransaction(
        tx -> tokens.redeemCode(tx, ann.applicationId(), EMAIL, issued.code(), Set.of(purpose)));
  }

  private Optional<Redeemed> redeem(UUID application, String code) {
    return inTransaction(tx -> tokens.redeemCode(tx, application, EMAIL, code, all()));
  }

  private static Set<TokenPurpose> all() {
    return Set.copyOf(List.of(TokenPurpose.values()));
  }

  private static Optional<Redeemed> inTransaction(Function<Statements, Optional<Redeemed>> work) {
    return database.asWorker(work);
  }

  private void later(Duration time) {
    database
        .working()
        .query(
            """
            update platform.one_time_tokens
            set expires_at = expires_at - make_interval(secs => $2) where app_user_id = $1
            """,
            ann.appUserId(),
            (double) time.toSeconds());
  }
}
