package io.sardonyx.identity.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.sardonyx.identity.passwords.SignInDelay;
import io.sardonyx.identity.passwords.SignInFailures;
import io.sardonyx.identity.tokens.AccessTokens;
import io.sardonyx.platform.crypto.RootKey;
import io.sardonyx.platform.crypto.Sealing;
import io.sardonyx.platform.crypto.SigningKeys;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.database.DatabaseClock;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Scenario: nodes whose own clocks are right, an hour ahead and an hour behind, over one database.
 * Each is what a node makes of its clock: the tokens and the delays that it decides about.
 */
class WrongClocksTest {
  private static final String ISSUER = "urn:sardonyx";
  private static final String ADDRESS = "192.0.2.7";
  private static final List<Duration> OFF =
      List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofHours(-1));

  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;
  private static People ann;
  private static final List<NodeOfItsOwnTime> NODES = new ArrayList<>();

  /** What decides by the time, as on one node. */
  private record NodeOfItsOwnTime(
      DatabaseClock clock, AccessTokens tokens, SignInFailures failures) {
    static NodeOfItsOwnTime off(Duration by) {
      var clock = DatabaseClock.open(database, () -> Instant.now().plus(by));
      return new NodeOfItsOwnTime(
          clock, new AccessTokens(keys(clock), ISSUER, clock), new SignInFailures(database, clock));
    }
  }

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 8);
    ann = People.create(database);
    OFF.forEach(by -> NODES.add(NodeOfItsOwnTime.off(by)));
  }

  @AfterAll
  static void stop() {
    NODES.forEach(node -> node.clock().close());
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @Test
  void everyNodeHasTheDatabasesTime() {
    for (var node : NODES) {
      assertThat(node.clock().instant()).isCloseTo(Instant.now(), within(10, ChronoUnit.SECONDS));
    }
  }

  @Test
  void aClockThatIsSetWhileItRunsChangesNothing() {
    var off = new AtomicReference<>(Duration.ZERO);
    try (var clock = DatabaseClock.open(database, () -> Instant.now().plus(off.get()))) {
      for (var by : List.of(Duration.ofHours(3), Duration.ofHours(-2), Duration.ofDays(400))) {
        var before = clock.instant();
        off.set(by);
        assertThat(clock.instant()).isBetween(before, before.plusSeconds(10));
      }
    }
  }

  @Test
  void aTokenIsGoodOrNotForAllOfThem() {
    for (int age : new int[] {0, 5, 9}) {
      var token = signed(Duration.ofMinutes(age));
      NODES.forEach(
          node -> assertThatCode(() -> node.tokens().verify(token)).doesNotThrowAnyException());
    }
    // Of an hour and a few minutes ago: it would be fresh where it is an hour earlier.
    for (int age : new int[] {11, 30, 59, 61, 65, 69, 75}) {
      var token = signed(Duration.ofMinutes(age));
      NODES.forEach(node ->
          assertThatThrownBy(() -> node.tokens().verify(token))
              .as("signed %d minutes ago", age)
              .isInstanceOf(Problem.class));
    }
  }

  @Test
  void whatOneSignsTheOthersTake() {
    for (var signer : NODES) {
      var token =
          signer.tokens().issue(ann.loginSession(), ann.principal(database), 1, Map.of()).value();
      NODES.forEach(
          node -> assertThatCode(() -> node.tokens().verify(token)).doesNotThrowAnyException());
    }
  }

  /** Neither is a delay over an hour earlier for one, nor does it last an hour longer. */
  @Test
  void guessesAreDelayedAsLongWhereverTheyAreMade() {
    for (var first : NODES) {
      var subjects =
          SignInDelay.subjects(UUID.randomUUID() + "@example.com", ADDRESS, true).subList(0, 1);
      for (int i = 0; i < 12; i++) {
        guess(first, subjects, i);
      }
      for (var node : NODES) {
        assertThatThrownBy(() -> node.failures().beginAttempt(subjects))
            .isInstanceOfSatisfying(
                Problem.class,
                problem -> {
                  assertThat(problem.code()).isEqualTo("too_many_sign_ins");
                  assertThat(problem.retryAfter().orElseThrow())
                      .isLessThanOrEqualTo(Duration.ofSeconds(5));
                });
      }
    }
  }

  /** The last ones make the delay longer than the test can take. */
  private static void guess(NodeOfItsOwnTime node, List<SignInDelay.Subject> subjects, int number) {
    if (number < 10) {
      node.failures().beginAttempt(subjects);
    } else {
      database
          .working()
          .query(
              "update system.sign_in_failures set failures = failures + 1 where subject = $1",
              subjects.getFirst().key());
    }
  }

  private static String signed(Duration ago) {
    InstantSource then = () -> Instant.now().minus(ago);
    return new AccessTokens(keys(InstantSource.system()), ISSUER, then)
        .issue(ann.loginSession(), ann.principal(database), 1, Map.of())
        .value();
  }

  private static SigningKeys keys(InstantSource clock) {
    var rootKey = RootKey.parse(Base64.getEncoder().encodeToString(new byte[RootKey.BYTES]));
    return new SigningKeys(database, new Sealing(rootKey), clock);
  }
}
