package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.Node;
import io.sardonyx.testing.SharedNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signing in, refreshing and signing out, as a client sees it. */
class SignInIT {
  private static final String TOLD = "chosen by the administrator";
  private static final String SESSIONS = "/api/v1/login-sessions";
  private static final String REFRESH = SESSIONS + "/refresh";

  private static Http nobody;

  @BeforeAll
  static void start() {
    nobody = Http.of(SharedNode.get());
  }

  @ParameterizedTest(name = "{0} → {1} {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}|422|invalid_request",
        "{\"email\":\"a@b.c\"}|422|invalid_request",
        "{\"email\":\"a@b.c\",\"password\":\"\"}|422|invalid_request",
        "{\"email\":\"a@b.c\",\"password\":7}|400|invalid_field",
        "{\"email\":\"a@b.c\",\"password\":\"x\",\"admin\":true}|400|unknown_field",
        "{\"email\":\"a@b.c\",\"password\":\"x\",\"delivery\":\"cookie\"}|400|unknown_field",
        "{\"email\":\"a\\u0000b@c.d\",\"password\":\"x\"}|400|malformed_json",
        "{\"email\":|400|malformed_json",
        "{\"email\":\"nobody@example.com\",\"password\":\"correct horse battery"
            + " staple\"}|401|invalid_credentials",
        "{\"email\":\"' or 1=1 --\",\"password\":\"correct horse battery"
            + " staple\"}|401|invalid_credentials"
      })
  void whatSignsNobodyIn(String body, int status, String code) {
    var answer = nobody.post(SESSIONS, body);
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.code()).isEqualTo(code);
    }
  }

  @Test
  void somebodyUnknownIsAnsweredAsSomebodyWithAWrongPasswordAfterTheSameWork() {
    var before = hashes();
    var unknown = signIn("nobody-" + UUID.randomUUID() + "@example.com", Node.ADMIN_PASSWORD);
    var between = hashes();
    var wrong = signIn(person().email(), "not the password at all");
    assertThat(between).isGreaterThan(before);
    assertThat(hashes()).isGreaterThan(between);
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(withoutRequestId(unknown)).isEqualTo(withoutRequestId(wrong));
  }

  @Test
  void guessingIsDelayedForKnownAndUnknownAlikeAndSaysForHowLong() {
    for (var email : List.of(person().email(), UUID.randomUUID() + "@example.com")) {
      for (int i = 0; i < 10; i++) {
        assertThat(signIn(email, "guess number " + i).status()).isEqualTo(401);
      }
      var refused = signIn(email, "guess number 10");
      int longest = 2;
      // A slow machine has waited a second already; then the next wait is twice as long.
      for (int i = 11; i < 16 && refused.status() == 401; i++) {
        refused = signIn(email, "guess number " + i);
        longest *= 2;
      }
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.code()).isEqualTo("too_many_sign_ins");
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, longest);
    }
  }

  @Test
  void withoutGoodCredentialsNobodyIsAnybody() {
    var session = signIn(person()).expect(201);
    var refresh = session.text("/refresh_token");
    for (var token :
        List.of("x", "", refresh, session.text("/access_token") + "x", "sx_x", "a.b.c")) {
      assertThat(nobody.as(token).get("/api/v1/me").status()).as(token).isEqualTo(401);
    }
    assertThat(nobody.get("/api/v1/me").code()).isEqualTo("authentication_required");
    assertThat(nobody.with("X-API-Key", "sx_nothing").get("/api/v1/me").status()).isEqualTo(401);
    assertThat(nobody.with("Cookie", "sardonyx_access=x").get("/api/v1/me").status())
        .isEqualTo(401);
  }

  @Test
  void aRefreshTokenThatComesBackEndsTheLoginSession() {
    var signedIn = signIn(person()).expect(201);
    var first = signedIn.text("/refresh_token");
    var second = refresh(first).expect(200).text("/refresh_token");
    assertThat(refresh(first).expect(200).text("/refresh_token"))
        .as("a lost answer is repeated")
        .isEqualTo(second);
    var third = refresh(second).expect(200);
    assertThat(refresh(first).expect(401).code()).isEqualTo("refresh_token_reused");
    assertThat(refresh(third.text("/refresh_token")).expect(401).code())
        .isEqualTo("login_session_ended");
    assertThat(nobody.as(third.text("/access_token")).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(audit("login_session.revoked")).contains("refresh_token_reused");
  }

  @Test
  void aDeviceIsSignedOutAndTheOthersStayUntilAllAre() {
    var person = person();
    var one = signIn(person).expect(201);
    var two = signIn(person).expect(201);
    var here = nobody.as(one.text("/access_token"));
    var there = nobody.as(two.text("/access_token"));
    var stranger = nobody.as(signIn(person()).expect(201).text("/access_token"));
    assertThat(stranger.delete(SESSIONS + "/" + two.text("/id")).status()).isEqualTo(404);
    assertThat(here.get(SESSIONS).json().at("/data").size()).isEqualTo(2);
    here.delete(SESSIONS + "/" + two.text("/id")).expect(204);
    assertThat(there.get("/api/v1/me").code()).isEqualTo("login_session_ended");
    assertThat(refresh(two.text("/refresh_token")).status()).isEqualTo(401);
    var three = signIn(person).expect(201);
    assertThat(here.get(SESSIONS).json().at("/data").size()).isEqualTo(2);
    here.delete(SESSIONS).expect(204);
    for (var ended : List.of(one, two, three)) {
      assertThat(nobody.as(ended.text("/access_token")).get("/api/v1/me").status()).isEqualTo(401);
      assertThat(refresh(ended.text("/refresh_token")).status()).isEqualTo(401);
    }
    assertThat(stranger.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void aChangedPasswordSignsEveryOtherDeviceOut() {
    var person = person();
    var other = signIn(person).expect(201);
    var me = nobody.signedIn(person.email(), person.password());
    assertThat(put(me, "not the current one", "a new and longer one").code())
        .isEqualTo("invalid_password");
    assertThat(put(me, person.password(), "short").code()).isEqualTo("password_too_short");
    put(me, person.password(), "a new and longer one").expect(204);
    assertThat(me.get("/api/v1/me").status()).isEqualTo(200);
    assertThat(nobody.as(other.text("/access_token")).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(signIn(person).status()).isEqualTo(401);
    signIn(person.email(), "a new and longer one").expect(201);
  }

  @Test
  void anotherAddressNeedsThePasswordAgain() {
    var person = person();
    var me = nobody.signedIn(person.email(), person.password());
    var wanted = "new-" + person.email();
    var alone = me.put("/auth/v1/user", Map.of("email", wanted));
    assertThat(alone.json().path("error_code").asText()).isEqualTo("reauthentication_needed");
    var guessed =
        me.put("/auth/v1/user", Map.of("email", wanted, "current_password", "a wrong one"));
    assertThat(guessed.json().path("error_code").asText()).isEqualTo("invalid_password");
    assertThat(me.get("/auth/v1/user").expect(200).json().has("new_email")).isFalse();
    var asked =
        me.put("/auth/v1/user", Map.of("email", wanted, "current_password", person.password()));
    assertThat(asked.expect(200).text("/new_email")).isEqualTo(wanted);
    assertThat(asked.text("/email")).as("until it is confirmed").isEqualTo(person.email());
    assertThat(audit("account.email_change_asked")).contains(wanted);
  }

  @Test
  void whoWasToldAPasswordCanOnlyChangeItAndSignOut() {
    var email = "told-" + UUID.randomUUID() + "@example.com";
    var admin = nobody.signedInAsAdmin();
    var made = admin.post("/api/v1/customer-users", Map.of("email", email, "display_name", "Tom"));
    var told = made.expect(201).text("/one_time_password");
    var tom = nobody.signedIn(email, told);
    assertThat(
            tom.get("/api/v1/me").expect(200).json().at("/user/must_change_password").asBoolean())
        .isTrue();
    for (var refused :
        List.of(
            tom.get("/api/v1/chat/sessions"),
            tom.post("/api/v1/chat/sessions", Map.of("title", "t")),
            tom.patch("/api/v1/me", Map.of("display_name", "Tim")),
            tom.get(SESSIONS),
            tom.post("/api/v1/api-keys", Map.of("name", "k", "scopes", List.of("chat:read"))))) {
      assertThat(refused.status()).as(refused.request()).isEqualTo(403);
      assertThat(refused.code()).isEqualTo("password_change_required");
    }
    nobody.signedIn(email, told).delete(SESSIONS + "/current").expect(204);
    assertThat(put(tom, told, told).code()).isEqualTo("password_unchanged");
    put(tom, told, "Tom's own long sentence").expect(204);
    tom.get("/api/v1/chat/sessions").expect(200);
    var key =
        tom.post("/api/v1/api-keys", Map.of("name", "k", "scopes", List.of("chat:read")))
            .expect(201);
    admin
        .post("/api/v1/customer-users/" + made.text("/customer_user/id") + "/password-reset", "")
        .expect(201);
    assertThat(tom.get("/api/v1/me").status()).isEqualTo(401);
    nobody.with("X-API-Key", key.text("/key")).get("/api/v1/chat/sessions").expect(200);
  }

  @Test
  void aPasswordThatWasToldAndNeverUsedExpiresAfterAWeek() throws SQLException {
    var email = "late-" + UUID.randomUUID() + "@example.com";
    var admin = nobody.signedInAsAdmin();
    var made = admin.post("/api/v1/customer-users", Map.of("email", email, "display_name", "Tom"));
    var told = made.expect(201).text("/one_time_password");
    passSixDaysAnd(email, 23);
    signIn(email, told).expect(201);
    passSixDaysAnd(email, 25);
    assertThat(signIn(email, told).expect(403).code()).isEqualTo("password_expired");
    assertThat(signIn(email, "another than was told").expect(401).code())
        .as("said only to who knows it")
        .isEqualTo("invalid_credentials");
    var again =
        admin
            .post(
                "/api/v1/customer-users/" + made.text("/customer_user/id") + "/password-reset", "")
            .expect(201)
            .text("/one_time_password");
    var tom = nobody.signedIn(email, again);
    put(tom, again, "Tom's own long sentence").expect(204);
    passSixDaysAnd(email, 25);
    signIn(email, "Tom's own long sentence").expect(201);
  }

  /** As if the password had been told so long ago. */
  private static void passSixDaysAnd(String email, int hours) throws SQLException {
    try (var superuser = SharedNode.home().superuser();
        var statement =
            superuser.prepareStatement(
                """
                update platform.accounts set password_expires_at = updated_at + interval '7 days'
                  - make_interval(days => 6, hours => ?)
                where email = ? and password_expires_at is not null
                """)) {
      statement.setInt(1, hours);
      statement.setString(2, email);
      statement.executeUpdate();
    }
  }

  @Test
  void whatIsWrittenDownSaysFromWhichAddress() {
    var person = person();
    var me = nobody.signedIn(person.email(), person.password());
    put(me, person.password(), "another long sentence").expect(204);
    var changed = nobody.signedInAsAdmin().get("/api/v1/audit-events?action=password.changed");
    assertThat(changed.text("/data/0/ip_address")).isEqualTo("127.0.0.1");
  }

  @Test
  void signingInAndFailingToAreWrittenDown() {
    var person = person();
    signIn(person).expect(201);
    signIn(person.email(), "a wrong password").expect(401);
    assertThat(audit("login_session.created")).contains("login_session.created");
    // Later, and by somebody else: how long a refusal takes tells nothing of whom it is for.
    Eventually.within(
        Duration.ofSeconds(20),
        () -> audit("login_session.refused").contains("invalid_credentials"));
  }

  @Test
  void preferencesMergeAndProfilesChangeOnlyWhereTheyAreGiven() {
    var me = nobody.as(signIn(person()).expect(201).text("/access_token"));
    me.patch(
            "/api/v1/me", Map.of("username", "ann", "preferences", Map.of("theme", "dark", "a", 1)))
        .expect(200);
    var changed =
        me.patch("/api/v1/me", "{\"username\":null,\"preferences\":{\"a\":null}}").expect(200);
    assertThat(changed.json().at("/preferences").toString()).isEqualTo("{\"theme\":\"dark\"}");
    assertThat(changed.json().at("/username").isNull()).isTrue();
    assertThat(changed.text("/display_name")).isEqualTo("Ann");
    assertThat(me.patch("/api/v1/me", Map.of("settings", Map.of("x", "y".repeat(40_000)))).code())
        .isEqualTo("preferences_too_large");
    assertThat(me.patch("/api/v1/me", Map.of("role", "owner")).status()).isEqualTo(400);
  }

  record Person(String email, String password) {}

  static Person person() {
    var email = "ann-" + UUID.randomUUID() + "@example.com";
    var password = "Ann's password, long";
    nobody
        .signedInAsAdmin()
        .post(
            "/api/v1/customer-users",
            Map.of("email", email, "display_name", "Ann", "role", "viewer", "password", TOLD))
        .expect(201);
    nobody.joined(email, TOLD, password).delete(SESSIONS + "/current").expect(204);
    return new Person(email, password);
  }

  private static Answer signIn(Person person) {
    return signIn(person.email(), person.password());
  }

  private static Answer signIn(String email, String password) {
    return nobody.post(SESSIONS, Map.of("email", email, "password", password));
  }

  private static Answer refresh(String token) {
    return nobody.post(REFRESH, Map.of("refresh_token", token));
  }

  private static Answer put(Http me, String current, String wanted) {
    return me.put(
        "/api/v1/me/password", Map.of("current_password", current, "new_password", wanted));
  }

  private static String audit(String action) {
    return nobody.signedInAsAdmin().get("/api/v1/audit-events?limit=20&action=" + action).body();
  }

  private static String withoutRequestId(Answer answer) {
    var problem = (ObjectNode) answer.json();
    problem.remove("request_id");
    return problem.toString();
  }

  private static double hashes() {
    return nobody
        .get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith("password_hashing_seconds_count"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
