package io.sardonyx.platform.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Tenants;
import io.sardonyx.platform.memory.HostileModelServer.Attack;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A tenant with everything it may have, against a node with a heap of 256 MB, and another tenant
 * whose requests must all be answered meanwhile. The node dies of none of it, and afterwards
 * nothing is reserved any more.
 */
@Timeout(300)
class HostileTenantIT {
  private static final int ANSWERS = 8;
  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final Map<String, String> SETTINGS =
      Map.of("SARDONYX_OUTBOUND_ALLOWED_ADDRESSES", "127.0.0.0/8");

  @Test
  void anotherTenantIsServedMeanwhile() throws Exception {
    try (var home = Home.prepared();
        var hostile = HostileModelServer.start();
        var node = Node.start(home, SETTINGS);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var tenants = Tenants.on(node, home);
      var victim = new Victim(tenants.owner());
      var quiet = victim.work(50);
      for (var attack : Attack.values()) {
        connectModel(tenants.southOwner(), hostile, attack);
        var attacks = attack(threads, tenants.southOwner(), attack);
        var busy = victim.work(20);
        for (var each : attacks) {
          each.get();
        }
        System.out.printf("%s: p99 %d ms, quiet %d ms%n", attack, p99(busy), p99(quiet));
      }
      assertThat(node.output()).doesNotContain("OutOfMemoryError", "StackOverflowError");
      Eventually.within(
          Duration.ofSeconds(60), () -> reserved(node) == 0, () -> "Reserved: " + reserved(node));
      assertThat(victim.work(5)).hasSize(10);
    }
  }

  private static void connectModel(Http owner, HostileModelServer hostile, Attack attack) {
    var provider =
        Map.of(
            "name", attack.name(),
            "kind", "openai",
            "base_url", hostile.url(attack),
            "model", attack.name(),
            "is_default", true);
    owner.post("/api/v1/model-providers", provider).expect(201);
  }

  /** As many completions as one user may have at once, and as many answers in chats. */
  private static List<Future<?>> attack(ExecutorService threads, Http attacker, Attack attack) {
    var running = new ArrayList<Future<?>>();
    for (int i = 0; i < ANSWERS; i++) {
      var session = attacker.post(SESSIONS, Map.of()).expect(201).text("/id");
      running.add(threads.submit(() -> send(attacker, session, true)));
      running.add(
          threads.submit(() -> {
            var request =
                Map.of(
                    "model", attack.name(),
                    "stream", attack.isStream,
                    "messages", List.of(Map.of("role", "user", "content", "Hi")));
            attacker.post("/v1/chat/completions", request);
          }));
    }
    return running;
  }

  private static Http.Answer send(Http http, String session, boolean withAnswer) {
    var message =
        Map.of("content", "x", "client_message_id", UUID.randomUUID(), "answer", withAnswer);
    return http.post(SESSIONS + "/" + session + "/messages", message);
  }

  private static long reserved(Node node) {
    return Arrays.stream(Http.of(node).get("/metrics").body().split("\n"))
        .filter(line -> line.startsWith("memory_budget_reserved_bytes "))
        .mapToLong(line -> (long) Double.parseDouble(line.substring(line.indexOf(' ') + 1)))
        .sum();
  }

  private static long p99(List<Long> nanos) {
    return nanos.stream().sorted().toList().get(nanos.size() * 99 / 100) / 1_000_000;
  }

  /** Somebody who chats in another organization. */
  private record Victim(Http http) {
    /** Returns how long each request took, in nanoseconds. All must succeed. */
    List<Long> work(int times) {
      var session = http.post(SESSIONS, Map.of()).expect(201).text("/id");
      var took = new ArrayList<Long>();
      for (int i = 0; i < times; i++) {
        took.add(timed(() -> send(http, session, false).expect(201)));
        took.add(timed(() -> http.get(SESSIONS).expect(200)));
      }
      return took;
    }

    private static long timed(Runnable request) {
      long begin = System.nanoTime();
      request.run();
      return System.nanoTime() - begin;
    }
  }
}
