package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.login.PastTokens;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Those who are nobody: with what never was a credential of anybody, and with what was a good one
 * until a moment ago. Of the latter it is seen first that it was good, so that only its end can be
 * the reason for which it is refused.
 */
record Outsiders(Node node, Tenants tenants) {
  private static final String ME = "/api/v1/me";

  /**
   * @param code the problem with which they are refused, everywhere
   */
  record Outsider(Http http, String code) {}

  static Map<String, Outsider> of(Tenants tenants, Node node, Home home) {
    var outsiders = new Outsiders(node, tenants);
    var all = new LinkedHashMap<String, Outsider>();
    // Its time runs out while the others are made.
    var expired = outsiders.expiringApiKey();
    all.putAll(outsiders.neverAnybody());
    all.putAll(outsiders.signedInOnce(home));
    all.putAll(outsiders.withAnApiKeyOnce());
    all.putAll(outsiders.vouchedForOnce());
    Eventually.within(Duration.ofSeconds(10), () -> expired.get(ME).status() == 401);
    all.put("expired API key", new Outsider(expired, "invalid_api_key"));
    return all;
  }

  private Map<String, Outsider> neverAnybody() {
    var nobody = Http.of(node);
    return Map.of(
        "anonymous", new Outsider(nobody, "authentication_required"),
        "garbage", new Outsider(nobody.as("garbage"), "invalid_access_token"),
        "unsigned",
            new Outsider(nobody.as("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."), "invalid_access_token"),
        "unknown API key",
            new Outsider(nobody.with("X-API-Key", "sx_" + "0".repeat(43)), "invalid_api_key"),
        "unknown application",
            new Outsider(tenants.ann().with("apikey", "pk_unknown"), "invalid_application_token"),
        "token of one application for another",
            new Outsider(
                tenants.ann().with("apikey", anotherApplication()), "invalid_application_token"));
  }

  private Map<String, Outsider> signedInOnce(Home home) {
    var all = new LinkedHashMap<String, Outsider>();
    var owner = tenants.owner();
    var login = UUID.fromString(owner.get(ME).text("/login_session_id"));
    try (var tokens = PastTokens.of(home)) {
      good(owner.as(tokens.signed(login, Duration.ofMinutes(9))));
      all.put(
          "expired access token",
          new Outsider(
              owner.as(tokens.signed(login, Duration.ofMinutes(11))), "access_token_expired"));
      all.put(
          "login session that is over",
          new Outsider(owner.as(tokens.ofEndedLoginSession(login)), "login_session_ended"));
    }
    var signedOut = good(tenants.ownerElsewhere());
    signedOut.delete("/api/v1/login-sessions/current").expect(204);
    all.put("signed out", new Outsider(signedOut, "login_session_ended"));
    var revoked = good(tenants.ownerElsewhere());
    owner.delete("/api/v1/login-sessions/" + revoked.get(ME).text("/login_session_id")).expect(204);
    all.put("revoked login session", new Outsider(revoked, "login_session_ended"));
    var colleague = good(Tenants.newColleague(owner));
    deactivate(colleague);
    all.put("deactivated colleague", new Outsider(colleague, "login_session_ended"));
    return all;
  }

  private Map<String, Outsider> withAnApiKeyOnce() {
    var owner = tenants.owner();
    var revoked = apiKey(owner, Map.of());
    owner.delete("/api/v1/api-keys/" + revoked.id()).expect(204);
    var colleague = Tenants.newColleague(owner);
    var ofDeactivated = apiKey(colleague, Map.of());
    deactivate(colleague);
    return Map.of(
        "revoked API key", new Outsider(revoked.http(), "invalid_api_key"),
        "API key of a deactivated colleague",
            new Outsider(ofDeactivated.http(), "invalid_api_key"));
  }

  private Http expiringApiKey() {
    var end = Instant.now().plusSeconds(2).toString();
    return apiKey(tenants.owner(), Map.of("expires_at", end)).http();
  }

  private Map<String, Outsider> vouchedForOnce() {
    var shop = tenants.shop();
    var owner = tenants.owner();
    var users = "/api/v1/app-users/";
    var revoked = good(shop.as(node, "revoked"));
    owner.delete(users + revoked.get(ME).text("/user/id") + "/login-sessions").expect(204);
    var deactivated = good(shop.as(node, "deactivated"));
    owner
        .patch(users + deactivated.get(ME).text("/user/id"), Map.of("is_active", false))
        .expect(200);
    good(shop.as(node, "ann", Instant.now().minus(Duration.ofMinutes(59))));
    var expired = shop.as(node, "ann", Instant.now().minus(Duration.ofMinutes(61)));
    return Map.of(
        "revoked token of an application", new Outsider(revoked, "application_token_revoked"),
        "token of a deactivated user", new Outsider(deactivated, "app_user_deactivated"),
        "expired token of an application", new Outsider(expired, "application_token_expired"));
  }

  private record Key(String id, Http http) {}

  private Key apiKey(Http of, Map<String, Object> more) {
    var wanted = new LinkedHashMap<>(more);
    wanted.put("name", "outsider " + UUID.randomUUID());
    wanted.put("scopes", List.of("chat:read", "chat:write", "profile:manage"));
    var made = of.post("/api/v1/api-keys", wanted).expect(201);
    return new Key(made.text("/id"), good(Http.of(node).with("X-API-Key", made.text("/key"))));
  }

  private void deactivate(Http colleague) {
    var person = colleague.get(ME).text("/user/external_id");
    tenants
        .owner()
        .patch("/api/v1/customer-users/" + person, Map.of("is_active", false))
        .expect(200);
  }

  private String anotherApplication() {
    return tenants
        .owner()
        .post("/api/v1/applications", Map.of("name", "Other " + UUID.randomUUID()))
        .expect(201)
        .text("/publishable_key");
  }

  private static Http good(Http http) {
    assertThat(http.get(ME).status()).isEqualTo(200);
    return http;
  }
}
