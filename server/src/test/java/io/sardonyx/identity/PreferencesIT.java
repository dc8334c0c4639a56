package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What follows a person from device to device. */
class PreferencesIT {
  private static final String PREFERENCES = "/api/v1/me/preferences";
  private static Tenants tenants;

  @BeforeAll
  static void people() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
  }

  @Test
  void nobodyReadsOrChangesThemForAnother() {
    var change = Map.of("preferences", Map.of("theme", "dark"));
    Http.of(SharedNode.get()).get(PREFERENCES).expect(401);
    Http.of(SharedNode.get()).patch(PREFERENCES, change).expect(401);
    tenants.ann().patch(PREFERENCES, change).expect(200);
    assertThat(tenants.ben().get(PREFERENCES).expect(200).body()).doesNotContain("dark");
    assertThat(tenants.southOwner().get(PREFERENCES).expect(200).body()).doesNotContain("dark");
  }

  @Test
  void whatIsGivenReplacesNullRemovesTheRestStays() {
    var colleague = tenants.colleague();
    colleague
        .patch(
            PREFERENCES,
            Map.of(
                "preferences", Map.of("theme", "dark", "font", 12), "settings", Map.of("a", true)))
        .expect(200);
    var merged =
        colleague.patch(PREFERENCES, "{\"preferences\":{\"theme\":null,\"font\":13}}").expect(200);
    assertThat(merged.json().toString())
        .isEqualTo("{\"preferences\":{\"font\":13},\"settings\":{\"a\":true}}");
    assertThat(colleague.get(PREFERENCES).expect(200).json()).isEqualTo(merged.json());
    assertThat(colleague.get("/api/v1/me").json().at("/user/preferences").toString())
        .isEqualTo("{\"font\":13}");
  }

  @Test
  void theyAreBounded() {
    var ben = tenants.ben();
    var large = Map.of("settings", Map.of("x", "y".repeat(20_000)));
    ben.patch(PREFERENCES, large).expect(200);
    var more = Map.of("settings", Map.of("z", "y".repeat(20_000)));
    assertThat(ben.patch(PREFERENCES, more).expect(422).code()).isEqualTo("preferences_too_large");
    assertThat(ben.get(PREFERENCES).json().path("settings").has("z")).isFalse();
    ben.patch(PREFERENCES, "{\"settings\":[]}").expect(400);
    ben.patch(PREFERENCES, "{\"colour\":{}}").expect(400);
  }

  @Test
  void otherDevicesHearOfIt() {
    var owner = tenants.owner();
    var topic = "app_user:" + owner.get("/api/v1/me").text("/user/id");
    try (var client = RealtimeClient.connect(SharedNode.get().port(), owner.token())) {
      client.subscribe(topic, 0);
      owner
          .patch(PREFERENCES, "{\"preferences\":{\"density\":\"compact\",\"theme\":null}}")
          .expect(200);
      var heard =
          client.await(push ->
              push.path("type").asText().equals("preferences.updated")
                  && push.at("/data/preferences/density").asText().equals("compact"));
      assertThat(heard.at("/data/preferences").has("theme")).isTrue();
      assertThat(heard.path("topic").asText()).isEqualTo(topic);
    }
    owner.patch(PREFERENCES, "{\"preferences\":{\"density\":null}}").expect(200);
  }
}
