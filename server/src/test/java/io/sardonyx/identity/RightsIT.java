package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.SharedNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may do what to whom: denials first. */
class RightsIT {
  private static final String PASSWORD = "a password for tests";
  private static final String TOLD = "chosen by the administrator";

  private static Http nobody;
  private static Http owner;

  @BeforeAll
  static void start() {
    nobody = Http.of(SharedNode.get());
    owner = nobody.signedInAsAdmin();
  }

  @Test
  void rolesBelowAnAdministratorManageNobody() {
    for (var role : List.of("developer", "moderator", "viewer")) {
      var person = person(role);
      var other = person("viewer");
      assertThat(
              List.of(
                  person.http.post("/api/v1/applications", Map.of("name", "X")).status(),
                  person.http.post("/api/v1/customer-users", newPerson("viewer")).status(),
                  person.http.patch(other.path(), Map.of("role", "admin")).status(),
                  person.http.patch(person.path(), Map.of("role", "owner")).status(),
                  person.http.delete(other.path()).status(),
                  person.http.post(other.path() + "/password-reset", "").status(),
                  person.http.patch("/api/v1/organization", Map.of("name", "X")).status(),
                  person.http.get("/api/v1/audit-events").status()))
          .as(role)
          .containsOnly(403);
      assertThat(person.http.get("/api/v1/customer-users").status()).isEqualTo(200);
    }
  }

  @Test
  void anAdministratorNeitherMakesNorTouchesOwnersAndNobodyRaisesThemselves() {
    var admin = person("admin");
    var someone = person("viewer");
    var secondOwner = person("owner");
    assertThat(
            List.of(
                admin.http.post("/api/v1/customer-users", newPerson("owner")).code(),
                admin.http.patch(someone.path(), Map.of("role", "owner")).code(),
                admin.http.patch(admin.path(), Map.of("role", "owner")).code(),
                admin.http.patch(secondOwner.path(), Map.of("role", "viewer")).code(),
                admin.http.patch(secondOwner.path(), Map.of("is_active", false)).code(),
                admin.http.post(secondOwner.path() + "/password-reset", "").code(),
                admin.http.delete(secondOwner.path()).code()))
        .containsOnly("owner_role_required");
    admin.http.patch(someone.path(), Map.of("role", "moderator")).expect(200);
    admin.http.patch(admin.path(), Map.of("role", "viewer")).expect(200);
    assertThat(admin.http.patch(admin.path(), Map.of("role", "admin")).status()).isEqualTo(403);
    owner.delete(secondOwner.path()).expect(204);
  }

  @Test
  void aPasswordThatIsMadeUpIsGoodHoweverLongTheOthersMustBe() {
    owner.patch("/api/v1/organization", Map.of("password_length", 100)).expect(200);
    try {
      var wanted = Map.of("email", "told@example.com", "display_name", "Told");
      var made = owner.post("/api/v1/customer-users", wanted).expect(201);
      var path = "/api/v1/customer-users/" + made.text("/customer_user/id");
      var told = owner.post(path + "/password-reset", "").expect(201).text("/one_time_password");
      nobody.signedIn("told@example.com", told);
      owner.delete(path).expect(204);
    } finally {
      owner
          .patch("/api/v1/organization", Collections.singletonMap("password_length", null))
          .expect(200);
    }
  }

  @Test
  void theOrganizationsOwnLengthOfPasswordsStaysUntilItIsTakenBack() {
    var organization = "/api/v1/organization";
    owner.patch(organization, Map.of("password_length", 20)).expect(200);
    var named = owner.get(organization).text("/name");
    var kept = owner.patch(organization, Map.of("name", named)).expect(200);
    assertThat(kept.json().path("password_length").asInt()).isEqualTo(20);
    owner.patch(organization, Map.of("password_length", 14)).expect(422);
    var none = Collections.singletonMap("password_length", null);
    var emptied = owner.patch(organization, none).expect(200);
    assertThat(emptied.json().hasNonNull("password_length")).isFalse();
    assertThat(owner.get(organization).json().hasNonNull("password_length")).isFalse();
  }

  @Test
  void theLastOwnerStays() {
    var me = owner.get("/api/v1/me").text("/user/external_id");
    var path = "/api/v1/customer-users/" + me;
    assertThat(
            List.of(
                owner.patch(path, Map.of("role", "admin")).code(),
                owner.patch(path, Map.of("is_active", false)).code(),
                owner.delete(path).code()))
        .containsOnly("last_owner_required");
    owner.get("/api/v1/me").expect(200);
  }

  @Test
  void aChangedRoleAndADeactivationCountAtOnce() {
    var person = person("admin");
    person.http.get("/api/v1/audit-events").expect(200);
    owner.patch(person.path(), Map.of("role", "viewer")).expect(200);
    assertThat(person.http.get("/api/v1/audit-events").status()).isEqualTo(403);
    owner.patch(person.path(), Map.of("is_active", false)).expect(200);
    assertThat(person.http.get("/api/v1/me").status()).isEqualTo(401);
    owner.patch(person.path(), Map.of("is_active", true)).expect(200);
    assertThat(person.http.get("/api/v1/me").status()).as("not back by itself").isEqualTo(401);
    nobody.signedIn(person.email, PASSWORD).get("/api/v1/me").expect(200);
    var teams = owner.get("/api/v1/teams").json().at("/data");
    var workspace = owner.get("/api/v1/me").text("/application/id");
    for (var team : teams) {
      if (team.path("application_id").asText().equals(workspace)) {
        owner
            .delete("/api/v1/teams/" + team.path("id").asText() + "/members/" + person.id)
            .expect(204);
      }
    }
    assertThat(
            nobody
                .post("/api/v1/login-sessions", Map.of("email", person.email, "password", PASSWORD))
                .code())
        .isEqualTo("account_deactivated");
  }

  @Test
  void aKeyDoesNoMoreThanItsScopesAndNoMoreThanItsOwner() {
    var person = person("admin");
    assertThat(key(person.http, List.of("everything")).code()).isEqualTo("unknown_scope");
    assertThat(key(person("viewer").http, List.of("people:manage")).code())
        .isEqualTo("scope_not_allowed");
    assertThat(key(person.http, List.of()).status()).isEqualTo(422);
    var made = key(person.http, List.of("audit:read", "api-keys:manage")).expect(201);
    var program = nobody.with("X-API-Key", made.text("/key"));
    program.get("/api/v1/audit-events").expect(200);
    nobody.as(made.text("/key")).get("/api/v1/me").expect(200);
    assertThat(program.get("/api/v1/customer-users").status()).isEqualTo(403);
    // Not even one that could do less: it would be there when this one is revoked.
    var another = key(program, List.of("audit:read"));
    assertThat(another.status()).isEqualTo(403);
    assertThat(another.code()).isEqualTo("api_key_cannot_create_keys");
    assertThat(person.http.get("/api/v1/api-keys").body()).doesNotContain(made.text("/key"));
    assertThat(owner.delete("/api/v1/api-keys/" + made.text("/id")).status()).isEqualTo(404);
    owner.patch(person.path(), Map.of("role", "viewer")).expect(200);
    assertThat(program.get("/api/v1/audit-events").status()).isEqualTo(403);
    person.http.delete("/api/v1/api-keys/" + made.text("/id")).expect(204);
    assertThat(program.get("/api/v1/me").code()).isEqualTo("invalid_api_key");
  }

  @Test
  void anExpiredKeyOpensNothing() {
    var soon = Instant.now().plusSeconds(2).toString();
    var made =
        owner
            .post(
                "/api/v1/api-keys",
                Map.of("name", "k", "scopes", List.of("api-keys:manage"), "expires_at", soon))
            .expect(201);
    var program = nobody.with("X-API-Key", made.text("/key"));
    program.get("/api/v1/me").expect(200);
    Eventually.within(Duration.ofSeconds(15), () -> program.get("/api/v1/me").status() == 401);
    assertThat(
            owner
                .post(
                    "/api/v1/api-keys",
                    Map.of("name", "k", "scopes", List.of("chat:read"), "expires_at", soon))
                .code())
        .isEqualTo("expires_at_in_past");
  }

  @Test
  void whatAnApplicationsBackendDidNotSignJustNowIsRefused() throws Exception {
    var shop = shop();
    var other = shop();
    long now = Instant.now().getEpochSecond();
    var refused = new LinkedHashMap<String, Http>();
    refused.put("another secret", shop.with(token(other.secret, claims("ann", now, now + 60))));
    refused.put(
        "another application", other.with(token(shop.secret, claims("ann", now, now + 60))));
    refused.put(
        "no such application",
        nobody.with("apikey", "pk_x").as(token(shop.secret, claims("ann", now, now + 60))));
    refused.put(
        "without the application's key",
        nobody.as(token(shop.secret, claims("ann", now, now + 60))));
    refused.put("expired", shop.with(token(shop.secret, claims("ann", now - 120, now - 60))));
    refused.put(
        "made in the future", shop.with(token(shop.secret, claims("ann", now + 600, now + 900))));
    refused.put("too long a life", shop.with(token(shop.secret, claims("ann", now, now + 90_000))));
    for (var claim : List.of("sub", "iat", "exp")) {
      var incomplete = claims("ann", now, now + 60);
      incomplete.remove(claim);
      refused.put("without " + claim, shop.with(token(shop.secret, incomplete)));
    }
    refused.put("nobody", shop.with(token(shop.secret, claims(" ", now, now + 60))));
    refused.put("a NUL", shop.with(token(shop.secret, claims("a\0b", now, now + 60))));
    refused.put(
        "too long a name", shop.with(token(shop.secret, claims("x".repeat(256), now, now + 60))));
    var half = "{\"sub\":\"\\ud800\",\"iat\":%d,\"exp\":%d}".formatted(now, now + 60);
    refused.put("half a surrogate", shop.with(token(shop.secret, new Payload(half))));
    refused.put("oversized", shop.with("x".repeat(5000)));
    refused.forEach(
        (what, http) -> assertThat(http.get("/api/v1/me").status()).as(what).isEqualTo(401));
    var good = shop.with(token(shop.secret, claims("ann", now, now + 60))).get("/api/v1/me");
    assertThat(good.expect(200).text("/role")).isEqualTo("app_user");
  }

  @Test
  void anApplicationsUserIsMadeOnceAndRefusedWhenTheyOrTheirTokensAre() throws Exception {
    var shop = shop();
    long now = Instant.now().getEpochSecond();
    var ann = shop.with(token(shop.secret, claims("ann", now, now + 600)));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new ArrayList<Callable<String>>();
      for (int i = 0; i < 16; i++) {
        all.add(() -> ann.get("/api/v1/me").expect(200).text("/user/id"));
      }
      assertThat(threads.invokeAll(all).stream().map(f -> f.resultNow()).distinct()).hasSize(1);
    }
    var id = ann.get("/api/v1/me").text("/user/id");
    assertThat(ann.get("/api/v1/applications").status()).isEqualTo(403);
    assertThat(ann.get("/api/v1/app-users").expect(200).json().at("/data").size()).isEqualTo(1);
    owner.delete("/api/v1/app-users/" + id + "/login-sessions").expect(204);
    assertThat(ann.get("/api/v1/me").code()).isEqualTo("application_token_revoked");
    // Times in tokens are whole seconds: what is signed in the second of the revocation is refused.
    Eventually.within(
        Duration.ofSeconds(3), () -> fresh(shop, "ann").get("/api/v1/me").status() == 200);
    var again = fresh(shop, "ann");
    owner.patch("/api/v1/app-users/" + id, Map.of("is_active", false)).expect(200);
    assertThat(again.get("/api/v1/me").status()).isEqualTo(401);
    var ben = fresh(shop, "ben");
    ben.get("/api/v1/me").expect(200);
    owner.post("/api/v1/applications/" + shop.id + "/secret", "").expect(200);
    assertThat(ben.get("/api/v1/me").code()).isEqualTo("invalid_application_token");
  }

  @Test
  void aDeactivatedApplicationRefusesAllItsUsersAndTheWorkspaceStays() {
    var shop = shop();
    var ann = fresh(shop, "ann");
    ann.get("/api/v1/me").expect(200);
    owner.patch("/api/v1/applications/" + shop.id, Map.of("is_active", false)).expect(200);
    assertThat(ann.get("/api/v1/me").status()).isEqualTo(401);
    var workspace = "/api/v1/applications/" + owner.get("/api/v1/me").text("/application/id");
    assertThat(owner.patch(workspace, Map.of("is_active", false)).code())
        .isEqualTo("workspace_required");
    assertThat(owner.delete(workspace).code()).isEqualTo("workspace_required");
    var elsewhere = Map.of("redirect_urls", List.of("https://elsewhere.example"));
    assertThat(owner.patch(workspace, elsewhere).code())
        .as("where the mails of its people would bring their tokens")
        .isEqualTo("workspace_has_own_pages");
    assertThat(owner.post(workspace + "/secret", "").code()).isEqualTo("workspace_has_no_secret");
    owner.delete("/api/v1/applications/" + shop.id).expect(204);
    assertThat(owner.get("/api/v1/applications/" + shop.id).status()).isEqualTo(404);
  }

  private record Person(String id, String email, Http http) {
    String path() {
      return "/api/v1/customer-users/" + id;
    }
  }

  private static Person person(String role) {
    var wanted = newPerson(role);
    var made = owner.post("/api/v1/customer-users", wanted).expect(201);
    var email = wanted.getOrDefault("email", "");
    return new Person(made.text("/customer_user/id"), email, nobody.joined(email, TOLD, PASSWORD));
  }

  private static Map<String, String> newPerson(String role) {
    return Map.of(
        "email",
        UUID.randomUUID() + "@example.com",
        "display_name",
        "Somebody",
        "role",
        role,
        "password",
        TOLD);
  }

  private static Http.Answer key(Http http, List<String> scopes) {
    return http.post("/api/v1/api-keys", Map.of("name", "k", "scopes", scopes));
  }

  /** Also when nothing is left of the user but that they were. */
  @Test
  void aTokenFromBeforeTheDeletionMakesNoNewUser() throws Exception {
    var shop = shop();
    var old = fresh(shop, "ann");
    var id = old.get("/api/v1/me").expect(200).text("/user/id");
    Thread.sleep(1_100); // Times in tokens are whole seconds.
    owner.delete("/api/v1/app-users/" + id).expect(204);
    assertThat(old.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(old.get("/api/v1/me").status()).as("again").isEqualTo(401);
    Eventually.within(
        Duration.ofSeconds(15), () -> fresh(shop, "ann").get("/api/v1/me").status() == 200);
    assertThat(fresh(shop, "ann").get("/api/v1/me").text("/user/id")).isNotEqualTo(id);
  }

  private record Shop(String id, String publishableKey, String secret) {
    Http with(String token) {
      return nobody.with("apikey", publishableKey).as(token);
    }
  }

  private static Shop shop() {
    var made =
        owner.post("/api/v1/applications", Map.of("name", "Shop " + UUID.randomUUID())).expect(201);
    return new Shop(made.text("/id"), made.text("/publishable_key"), made.text("/secret"));
  }

  private static Http fresh(Shop shop, String sub) {
    long now = Instant.now().getEpochSecond();
    try {
      return shop.with(token(shop.secret, claims(sub, now, now + 600)));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> claims(String sub, long iat, long exp) {
    var claims = new HashMap<String, Object>();
    claims.put("sub", sub);
    claims.put("iat", iat);
    claims.put("exp", exp);
    return claims;
  }

  private static String token(String secret, Map<String, Object> claims) throws JOSEException {
    return token(secret, new Payload(claims));
  }

  private static String token(String secret, Payload payload) throws JOSEException {
    var jwt = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), payload);
    jwt.sign(new MACSigner(secret));
    return jwt.serialize();
  }
}
