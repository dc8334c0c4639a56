package io.sardonyx.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Node;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.embedded.RedisServer;

/** With a PostgreSQL and a Redis that were there before. */
class OwnStoresIT {
  private static Home empty;

  /**
   * For half a minute, for a database that may be starting too: meanwhile the others are tested.
   */
  private static Node waiting;

  @BeforeAll
  static void startWithoutADatabase() throws IOException {
    empty = Home.create();
    var url = "postgresql://app:Hidden-Word-1@127.0.0.1:%d/app".formatted(FreePort.any());
    waiting =
        Node.launch(
            empty,
            Map.of("SARDONYX_DATABASE_URL", url, "SARDONYX_REDIS_URL", "redis://127.0.0.1:1"));
  }

  @AfterAll
  static void stop() {
    waiting.close();
    empty.close();
  }

  @Test
  void nodesWithTheSameTwoAddressesShareThem() throws IOException {
    int redisPort = FreePort.any();
    try (var home = Home.create();
        var postgres = EmbeddedPostgres.start()) {
      var redis = RedisServer.newRedisServer().port(redisPort).setting("bind 127.0.0.1").build();
      redis.start();
      try {
        var stores =
            Map.of(
                "SARDONYX_DATABASE_URL",
                    "postgresql://postgres:unused@127.0.0.1:%d/postgres"
                        .formatted(postgres.getPort()),
                "SARDONYX_REDIS_URL", "redis://127.0.0.1:%d".formatted(redisPort));
        try (var one = Node.start(home, stores);
            var another = Node.start(home, stores)) {
          assertThat(StartIT.signIn(one)).isEqualTo(201);
          assertThat(StartIT.signIn(another)).isEqualTo(201);
        }
        assertThat(new Servers(home).running()).isEmpty();
        assertThat(Files.exists(home.path().resolve("postgres"))).isFalse();
        refusesAnotherRootKey(stores);
      } finally {
        redis.stop();
      }
    }
  }

  /** What is sealed in the database would be unreadable to a node with a key of its own. */
  private static void refusesAnotherRootKey(Map<String, String> stores) {
    try (var elsewhere = Home.create()) {
      var refused = Node.launch(elsewhere, new HashMap<>(stores));
      refused.awaitEnd();
      assertThat(refused.exitValue()).isEqualTo(1);
      assertThat(refused.output()).contains("installation with another root key").hasLineCount(1);
    }
  }

  @Test
  void aDatabaseThatIsNotThereIsNamed() {
    Eventually.within(Duration.ofSeconds(90), () -> !waiting.isAlive());
    assertThat(waiting.exitValue()).isEqualTo(1);
    assertThat(waiting.output())
        .contains("PostgreSQL at app@127.0.0.1")
        .doesNotContain("Hidden-Word-1");
  }
}
