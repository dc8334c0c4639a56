package io.sardonyx.platform.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.platform.database.Database;
import io.sardonyx.testing.TestPostgres;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SigningKeysTest {
  private static TestPostgres postgres;
  private static Vertx vertx;
  private static Database database;

  private Instant now = Instant.parse("2026-10-25T00:30:00Z");
  private final InstantSource clock = () -> now;

  @BeforeAll
  static void start() {
    postgres = TestPostgres.start();
    vertx = Vertx.vertx();
    database = postgres.open(vertx, 4);
  }

  @AfterAll
  static void stop() {
    database.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
    postgres.close();
  }

  @BeforeEach
  void noKeys() {
    database.working().query("delete from system.signing_keys");
  }

  @Test
  void nodesThatStartTogetherMakeOneKeyBetweenThem() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var nodes = Stream.generate(this::node).limit(8).toList();
      var ids =
          threads
              .invokeAll(
                  nodes.stream()
                      .map(node -> (Callable<String>) () -> node.current().getKeyID())
                      .toList())
              .stream()
              .map(future -> future.resultNow())
              .distinct();
      assertThat(ids).hasSize(1);
    }
  }

  @Test
  void aNewKeyIsPublishedToEveryNodeBeforeItSigns() {
    var rotating = node();
    var other = node();
    var first = rotating.current().getKeyID();
    assertThat(other.current().getKeyID()).isEqualTo(first);

    now = now.plus(SigningKeys.SIGNS_FOR).minus(SigningKeys.PUBLISHED_BEFORE);
    rotating.rotate();
    assertThat(other.published().getKeys()).hasSize(2);
    assertThat(rotating.current().getKeyID()).isEqualTo(first);
    assertThat(other.current().getKeyID()).isEqualTo(first);

    now = now.plus(SigningKeys.PUBLISHED_BEFORE).plusSeconds(1);
    var second = other.current().getKeyID();
    assertThat(second).isNotEqualTo(first);
    assertThat(rotating.current().getKeyID()).isEqualTo(second);
    assertThat(other.find(first)).as("what the old one signed is still good").isPresent();
  }

  @Test
  void rotatingOftenChangesNothingUntilItIsTime() {
    var node = node();
    node.current();
    for (int i = 0; i < 5; i++) {
      node.rotate();
    }
    assertThat(node.published().getKeys()).hasSize(1);
  }

  @Test
  void anOldKeyIsForgottenAndNothingThatItSignedIsAccepted() {
    var node = node();
    var first = node.current().getKeyID();
    now = now.plus(SigningKeys.SIGNS_FOR).plus(SigningKeys.GRACE).plusSeconds(1);
    assertThat(node.find(first)).isEmpty();
    node.rotate();
    assertThat(node.published().getKeys()).hasSize(1);
    assertThat(node.current().getKeyID()).isNotEqualTo(first);
  }

  @Test
  void afterALongRestThereIsAlwaysAKeyToSignWith() {
    for (var rest :
        new Duration[] {
          SigningKeys.SIGNS_FOR.minusMinutes(5),
          SigningKeys.SIGNS_FOR.plusHours(1),
          SigningKeys.SIGNS_FOR.plus(SigningKeys.GRACE).minusMinutes(30),
          Duration.ofDays(400)
        }) {
      noKeys();
      node().current();
      now = now.plus(rest);
      var woken = node();
      var before = woken.current().getKeyID();
      woken.rotate();
      assertThat(woken.find(before)).as("after %s", rest).isPresent();
      now = now.plusSeconds(1);
      assertThat(woken.find(woken.current().getKeyID())).isPresent();
    }
  }

  @Test
  void thePrivatePartNeverLeaves() {
    var node = node();
    node.current();
    assertThat(node.published().toString(false)).doesNotContain("\"d\"");
    assertThat(node.published().getKeys()).noneMatch(key -> key.isPrivate());
    for (var row :
        database
            .working()
            .query(
                "select public_jwk::text, encode(sealed_private_key, 'escape') from system.signing_keys")) {
      assertThat(row.getString(0)).doesNotContain("\"d\"");
      assertThat(row.getString(1)).doesNotContain("\"d\"").doesNotContain("P-256");
    }
  }

  @Test
  void keysSealedUnderAnotherRootKeyAreNotUsed() {
    var ours = node().current().getKeyID();
    now = now.plus(Duration.ofHours(2));
    var stranger = new SigningKeys(database, new Sealing(RootKeyTest.keyOf(9)), clock);
    assertThat(stranger.current().getKeyID()).isNotEqualTo(ours);
    assertThat(stranger.find(ours)).isEmpty();
  }

  private SigningKeys node() {
    return new SigningKeys(database, new Sealing(RootKeyTest.keyOf(1)), clock);
  }
}
