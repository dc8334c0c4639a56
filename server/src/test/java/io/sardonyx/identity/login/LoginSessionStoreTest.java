package io.sardonyx.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.identity.tokens.RefreshToken;
import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.assertj.core.data.TemporalUnitOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long somebody stays signed in: thirty days without a refresh, half a year at the most. */
class LoginSessionStoreTest {
  /** A day of the calendar may have an hour more or less. */
  private static final TemporalUnitOffset AN_HOUR_OR_TWO = within(2, ChronoUnit.HOURS);

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  private People ann;

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
    ann = People.create(database);
  }

  @Test
  void eachRefreshIsGoodForThirtyDays() {
    assertThat(refreshed(1)).isCloseTo(in(30), AN_HOUR_OR_TWO);
    assertThat(refreshed(2)).isCloseTo(in(30), AN_HOUR_OR_TWO);
  }

  @Test
  void whoWasAwayForLongerSignsInAgain() {
    refreshed(1);
    pass(Duration.ofDays(30).plusHours(2));
    assertThat(LoginSessionStore.rotate(database.working(), token(2))).isEmpty();
    assertThat(PrincipalCache.readLoginSession(database.working(), ann.loginSession())).isEmpty();
    assertThat(LoginSessionStore.find(database.working(), ann.loginSession()))
        .hasValueSatisfying(stored -> assertThat(stored.state().live()).isFalse());
  }

  @Test
  void noRefreshLeadsBeyondHalfAYear() {
    int generation = 1;
    for (int day = 0; day < 160; day += 20) {
      refreshed(generation++);
      pass(Duration.ofDays(20));
    }
    assertThat(refreshed(generation++)).isCloseTo(in(20), AN_HOUR_OR_TWO);
    pass(Duration.ofDays(19));
    assertThat(refreshed(generation++)).isCloseTo(in(1), AN_HOUR_OR_TWO);
    pass(Duration.ofDays(1).plusHours(2));
    assertThat(LoginSessionStore.rotate(database.working(), token(generation))).isEmpty();
  }

  private Instant refreshed(int generation) {
    return LoginSessionStore.rotate(database.working(), token(generation)).orElseThrow();
  }

  private RefreshToken token(int generation) {
    return new RefreshToken(ann.loginSession(), generation);
  }

  /** All that has happened, so much earlier. */
  private void pass(Duration time) {
    database
        .working()
        .query(
            """
            update platform.login_sessions
            set created_at = created_at - make_interval(secs => $2),
              refreshed_at = refreshed_at - make_interval(secs => $2),
              expires_at = expires_at - make_interval(secs => $2)
            where id = $1
            """,
            ann.loginSession(),
            (double) time.toSeconds());
  }

  private static Instant in(int days) {
    return Instant.now().plus(Duration.ofDays(days));
  }
}
