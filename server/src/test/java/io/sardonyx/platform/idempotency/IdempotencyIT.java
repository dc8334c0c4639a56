package io.sardonyx.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** With API keys, whose answer shows a secret once: a repeat must be the very same answer. */
class IdempotencyIT {
  private final Http admin = Http.of(SharedNode.get()).signedInAsAdmin();

  @Test
  void aRepeatGetsTheFirstAnswerAndNothingIsDoneTwice() {
    var name = UUID.randomUUID().toString();
    var once = admin.with("Idempotency-Key", "key-of-" + name);
    var first = once.post("/api/v1/api-keys", apiKey(name)).expect(201);
    var again = once.post("/api/v1/api-keys", apiKey(name)).expect(201);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("content-type")).startsWith("application/json");
    assertThat(first.header("idempotency-replayed")).isEmpty();
    assertThat(again.header("idempotency-replayed")).isEqualTo("true");
    assertThat(named(name)).isEqualTo(1);
  }

  /** What the answer shows is not for a weaker credential of the same user. */
  @Test
  void aRepeatWithOtherPermissionsIsRefused() {
    var name = UUID.randomUUID().toString();
    var weak =
        admin
            .post("/api/v1/api-keys", Map.of("name", "weak", "scopes", List.of("chat:read")))
            .expect(201)
            .text("/key");
    var first = admin.with("Idempotency-Key", name).post("/api/v1/api-keys", apiKey(name));
    var secret = first.expect(201).text("/key");
    var repeat =
        Http.of(SharedNode.get())
            .with("X-API-Key", weak)
            .with("Idempotency-Key", name)
            .post("/api/v1/api-keys", apiKey(name));
    assertThat(repeat.expect(403).body()).doesNotContain(secret);
  }

  @Test
  void withoutAKeyEachRequestIsDone() {
    var name = UUID.randomUUID().toString();
    admin.post("/api/v1/api-keys", apiKey(name)).expect(201);
    admin.post("/api/v1/api-keys", apiKey(name)).expect(201);
    assertThat(named(name)).isEqualTo(2);
  }

  @Test
  void theSameKeyWithAnotherBodyIsAConflict() {
    var name = UUID.randomUUID().toString();
    var once = admin.with("Idempotency-Key", name);
    once.post("/api/v1/api-keys", apiKey(name)).expect(201);
    assertThat(once.post("/api/v1/api-keys", apiKey("another")).expect(409).code())
        .isEqualTo("idempotency_key_reused");
  }

  @Test
  void ofManyAtOnceOneIsDoneAndTheOthersGetItsAnswerOrAreToldToRepeat() throws Exception {
    var name = UUID.randomUUID().toString();
    var once = admin.with("Idempotency-Key", name);
    var all = new ArrayList<Callable<Http.Answer>>();
    for (int i = 0; i < 16; i++) {
      all.add(() -> once.post("/api/v1/api-keys", apiKey(name)));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(all)) {
        var got = answer.get();
        assertThat(got.status()).as(got.body()).isIn(201, 409);
        if (got.status() == 409) {
          assertThat(got.code()).isEqualTo("idempotency_in_progress");
          assertThat(got.header("retry-after")).isEqualTo("1");
        }
      }
    }
    assertThat(named(name)).isEqualTo(1);
  }

  @Test
  void whatWasRefusedMayBeTriedAgainWithTheSameKey() {
    var name = UUID.randomUUID().toString();
    var once = admin.with("Idempotency-Key", name);
    assertThat(once.post("/api/v1/api-keys", Map.of("name", "")).status()).isIn(400, 422);
    once.post("/api/v1/api-keys", apiKey(name)).expect(201);
    assertThat(named(name)).isEqualTo(1);
  }

  @Test
  void aKeyIsAKeyAndNotAnything() {
    for (var key : List.of("", "with space", "x".repeat(256))) {
      var answer = admin.with("Idempotency-Key", key).post("/api/v1/api-keys", apiKey("never"));
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("malformed_idempotency_key");
    }
  }

  private long named(String name) {
    long found = 0;
    var path = "/api/v1/api-keys?limit=100";
    for (var cursor = ""; ; ) {
      var page = admin.get(path + cursor).expect(200).json();
      for (var key : page.path("data")) {
        found += key.path("name").asText().equals(name) ? 1 : 0;
      }
      if (page.path("next_cursor").isNull()) {
        return found;
      }
      cursor = "&cursor=" + page.path("next_cursor").asText();
    }
  }

  private static Map<String, Object> apiKey(String name) {
    return Map.of("name", name, "scopes", List.of("chat:read"));
  }
}
