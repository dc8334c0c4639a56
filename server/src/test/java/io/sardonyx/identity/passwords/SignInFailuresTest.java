package io.sardonyx.identity.passwords;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sardonyx.identity.passwords.SignInDelay.Subject;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInFailuresTest {
  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  private Instant now = Instant.parse("2026-11-01T12:00:00Z");
  private final String email = UUID.randomUUID() + "@example.com";

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 8);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @BeforeEach
  void forgotten() {
    database.working().query("delete from system.sign_in_failures");
  }

  @Test
  void aHundredAttemptsAtOnceGetNoFurtherThanOneAfterTheOther() throws Exception {
    var nodes = List.of(node(), node());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts =
          Stream.iterate(0, i -> i < 100, i -> i + 1)
              .map(i -> (Callable<Boolean>) () -> mayTry(nodes.get(i % 2), from("203.0.113.9")))
              .toList();
      long tried =
          threads.invokeAll(attempts).stream().filter(attempt -> attempt.resultNow()).count();
      assertThat(tried).isEqualTo(10);
    }
  }

  @Test
  void theRefusalSaysHowLongToWaitAndWaitingHelps() {
    fail(10, "203.0.113.9");
    assertThatThrownBy(() -> node().beginAttempt(from("203.0.113.9")))
        .isInstanceOfSatisfying(
            Problem.class,
            problem -> {
              assertThat(problem.kind()).isEqualTo(Problem.Kind.RATE_LIMITED);
              assertThat(problem.retryAfter()).contains(Duration.ofSeconds(1));
            });
    now = now.plusSeconds(1);
    assertThat(mayTry(node(), from("203.0.113.9"))).isTrue();
    assertThat(mayTry(node(), from("203.0.113.9"))).as("the next wait is longer").isFalse();
    now = now.plusMillis(1_999);
    assertThat(mayTry(node(), from("203.0.113.9"))).isFalse();
    now = now.plusMillis(1);
    assertThat(mayTry(node(), from("203.0.113.9"))).isTrue();
  }

  @Test
  void aRefusedAttemptIsNotCountedSoNobodyIsKeptOutForEver() {
    fail(10, "203.0.113.9");
    var node = node();
    for (int i = 0; i < 50; i++) {
      assertThat(mayTry(node(), from("203.0.113.9"))).isFalse();
      assertThat(mayTry(node, from("203.0.113.9"))).isFalse();
    }
    now = now.plusSeconds(1);
    assertThat(mayTry(node, from("203.0.113.9"))).isTrue();
  }

  @Test
  void anAttackOnAnAccountFromOneAddressLeavesOtherAddressesAlone() {
    fail(10, "203.0.113.9");
    assertThat(mayTry(node(), from("203.0.113.9"))).isFalse();
    assertThatCode(() -> node().beginAttempt(from("198.51.100.7"))).doesNotThrowAnyException();
  }

  @Test
  void anAttackFromEverywhereLeavesTheAddressesAloneThatTheAccountKnows() {
    for (int i = 0; i < 100; i++) {
      node().beginAttempt(from("2001:db8:0:" + Integer.toHexString(i) + "::1"));
    }
    assertThat(mayTry(node(), from("192.0.2.200"))).as("a stranger").isFalse();
    assertThat(mayTry(node(), SignInDelay.subjects(email, "192.0.2.201", true))).isTrue();
  }

  @Test
  void somebodyWhoTriesManyAccountsIsDelayedToo() {
    for (int i = 0; i < 100; i++) {
      node().beginAttempt(SignInDelay.subjects(i + email, "203.0.113.9", false));
    }
    assertThat(mayTry(node(), SignInDelay.subjects("new" + email, "203.0.113.9", false))).isFalse();
  }

  @Test
  void theRightPasswordTakesItsAttemptBack() {
    for (int i = 0; i < 50; i++) {
      node().beginAttempt(from("203.0.113.9"));
      database.asWorker(tx -> {
        SignInFailures.withdraw(tx, from("203.0.113.9"));
        return true;
      });
    }
    assertThat(mayTry(node(), from("203.0.113.9"))).isTrue();
  }

  @Test
  void whatCountsForNothingAnyMoreIsSwept() {
    fail(10, "203.0.113.9");
    now = now.plus(SignInDelay.FORGOTTEN_AFTER).plusSeconds(1);
    assertThat(mayTry(node(), from("198.51.100.7"))).isTrue();
    node().forget(now);
    assertThat(database.working().query("select subject from system.sign_in_failures").size())
        .as("the attempt of a moment ago, by its account and its address")
        .isEqualTo(3);
  }

  @Test
  void wrongDigitsAreRememberedForADay() {
    var digits = SignInDelay.ofCode("somebody", "203.0.113.9");
    for (int i = 0; i < 5; i++) {
      node().beginAttempt(digits);
    }
    var rows = "select subject from system.sign_in_failures where subject like 'code:%'";
    now = now.plus(SignInDelay.CODE_FORGOTTEN_AFTER);
    node().forget(now);
    assertThat(database.working().query(rows).size()).isEqualTo(1);
    now = now.plusSeconds(1);
    node().forget(now);
    assertThat(database.working().query(rows).size()).isZero();
  }

  private void fail(int times, String address) {
    for (int i = 0; i < times; i++) {
      node().beginAttempt(from(address));
    }
  }

  private List<Subject> from(String address) {
    return SignInDelay.subjects(email, address, false);
  }

  private static boolean mayTry(SignInFailures node, List<Subject> subjects) {
    try {
      node.beginAttempt(subjects);
      return true;
    } catch (Problem delayed) {
      return false;
    }
  }

  /** As after a restart: it remembers nothing of its own. */
  private SignInFailures node() {
    return new SignInFailures(database, () -> now);
  }
}
