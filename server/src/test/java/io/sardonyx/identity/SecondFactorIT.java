package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.SignInIT.Person;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Authenticator;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.RealtimeClient;
import io.sardonyx.testing.SharedNode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in with more than a password, as a client sees it. */
class SecondFactorIT {
  private static final String FACTORS = "/auth/v1/factors/";
  private static final String CODES = "/api/v1/me/recovery-codes";

  private static Http nobody;

  @BeforeAll
  static void start() {
    nobody = Http.of(SharedNode.get());
    SignInIT.start();
  }

  @Test
  void thePasswordAloneOpensNothing() {
    var person = SignInIT.person();
    var authenticator = Authenticator.verified(signedIn(person));
    var session =
        nobody
            .post(
                "/api/v1/login-sessions",
                Map.of("email", person.email(), "password", person.password()))
            .expect(201);
    var half = nobody.as(session.text("/access_token"));
    assertThat(half.get("/api/v1/me").code()).isEqualTo("second_factor_required");
    assertThat(half.get("/api/v1/chat/sessions").status()).isEqualTo(403);
    assertThat(error(half.put("/auth/v1/user", Map.of("data", Map.of("a", 1)))))
        .isEqualTo("insufficient_aal");
    assertThat(
            half.put(
                    "/api/v1/me/password",
                    Map.of("current_password", person.password(), "new_password", "x".repeat(20)))
                .code())
        .isEqualTo("second_factor_required");
    var refreshed =
        nobody
            .post(
                "/api/v1/login-sessions/refresh",
                Map.of("refresh_token", session.text("/refresh_token")))
            .expect(200);
    half = nobody.as(refreshed.text("/access_token"));
    assertThat(half.get("/api/v1/me").code()).isEqualTo("second_factor_required");
    assertThat(half.get("/auth/v1/user").expect(200).body()).contains(authenticator.factorId());
    var whole =
        nobody.as(
            authenticator.show(half, authenticator.digits(1)).expect(200).text("/access_token"));
    whole.get("/api/v1/chat/sessions").expect(200);
    signedIn(person).delete("/api/v1/login-sessions/current").expect(204);
  }

  @Test
  void norDoesItOpenASocket() {
    var person = SignInIT.person();
    var authenticator = Authenticator.verified(signedIn(person));
    var half = signedIn(person);
    var params = Map.of("access_token", half.token());
    try (var refused = RealtimeClient.open(SharedNode.get().port())) {
      assertThat(refused.send("connect", params).at("/error/code").asText())
          .isEqualTo("second_factor_required");
    }
    authenticator.show(half, authenticator.digits(1)).expect(200);
    try (var taken = RealtimeClient.open(SharedNode.get().port())) {
      taken.call("connect", params);
    }
  }

  @Test
  void digitsAreGoodOnceAlsoWhenTheyComeTwiceAtOnce() throws Exception {
    var person = SignInIT.person();
    var authenticator = Authenticator.verified(signedIn(person));
    assertThat(error(authenticator.show(signedIn(person), authenticator.digits(0))))
        .isEqualTo("mfa_verification_failed");
    var devices = List.of(signedIn(person), signedIn(person), signedIn(person), signedIn(person));
    var digits = authenticator.digits(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var attempts = new ArrayList<Callable<Integer>>();
      devices.forEach(device -> attempts.add(() -> authenticator.show(device, digits).status()));
      var answers = threads.invokeAll(attempts).stream().map(each -> each.resultNow()).toList();
      assertThat(answers).containsOnlyOnce(200);
    }
  }

  @Test
  void digitsAreTakenOnlyByTheLoginSessionThatWasAskedAndForAWhile() throws SQLException {
    var person = SignInIT.person();
    var authenticator = Authenticator.verified(signedIn(person));
    var here = signedIn(person);
    var there = signedIn(person);
    var verify = FACTORS + authenticator.factorId() + "/verify";
    var asked = challenge(here, authenticator);
    var shown = Map.of("challenge_id", asked, "code", authenticator.digits(1));
    assertThat(error(there.post(verify, shown))).isEqualTo("mfa_challenge_expired");
    execute("update platform.factor_challenges set expires_at = now() where id = ?::uuid", asked);
    assertThat(error(here.post(verify, shown))).isEqualTo("mfa_challenge_expired");
    var again = challenge(here, authenticator);
    here.post(verify, Map.of("challenge_id", again, "code", authenticator.digits(1))).expect(200);
    assertThat(error(here.post(verify, Map.of("challenge_id", again, "code", "000000"))))
        .as("it was answered")
        .isEqualTo("mfa_challenge_expired");
  }

  @Test
  void digitsCannotBeGuessedAndGuessingKeepsNobodyFromARecoveryCode() {
    var person = SignInIT.person();
    var owner = signedIn(person);
    var authenticator = Authenticator.verified(owner);
    var code = owner.post(CODES, "").expect(201).text("/codes/0");
    var guesser = signedIn(person);
    var elsewhere = signedIn(person);
    var answers = new ArrayList<Integer>();
    do {
      answers.add(authenticator.show(guesser, authenticator.wrong()).status());
    } while (answers.getLast() == 422 && answers.size() < 20);
    // On a slow machine the first waits, of a second or two, are over before the next attempt.
    assertThat(answers.subList(0, 5)).containsOnly(422);
    var refused = authenticator.show(elsewhere, authenticator.digits(1));
    assertThat(refused.status()).as("from another login session, and right").isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isPositive();
    authenticator.show(signedIn(person), code).expect(200);
    assertThat(audit("factor.refused")).contains(authenticator.factorId());
  }

  @Test
  void recoveryCodesAreTenShownOnceAndGoodOnceEach() throws SQLException {
    var person = SignInIT.person();
    var me = signedIn(person);
    assertThat(me.post(CODES, "").code()).isEqualTo("no_second_factor");
    var authenticator = Authenticator.verified(me);
    var before = me.post(CODES, "").expect(201).text("/codes/0");
    var codes = new ArrayList<String>();
    me.post(CODES, "").expect(201).json().path("codes").forEach(code -> codes.add(code.asText()));
    assertThat(codes).hasSize(10).doesNotHaveDuplicates().doesNotContain(before);
    assertThat(rows("select encode(hash, 'escape') from platform.recovery_codes")).isNotEmpty();
    for (var code : codes) {
      assertThat(rows("select encode(hash, 'escape') from platform.recovery_codes"))
          .noneMatch(hash -> hash.contains(code) || hash.contains(code.replace("-", "")));
    }
    assertThat(error(authenticator.show(signedIn(person), before)))
        .as("new ones end those before")
        .isEqualTo("mfa_verification_failed");
    var written = codes.getFirst().toUpperCase(Locale.ROOT).replace('-', ' ');
    authenticator.show(signedIn(person), written).expect(200);
    assertThat(error(authenticator.show(signedIn(person), codes.getFirst())))
        .isEqualTo("mfa_verification_failed");
    assertThat(me.get(CODES).expect(200).json().path("left").asInt()).isEqualTo(9);
    var recovered = signedIn(person);
    authenticator.show(recovered, codes.get(1)).expect(200);
    recovered.delete(FACTORS + authenticator.factorId()).expect(200);
    signedIn(person).get("/api/v1/chat/sessions").expect(200);
  }

  @Test
  void theSecretIsSealedAndToldOnce() throws SQLException {
    var me = signedIn(SignInIT.person());
    var authenticator = Authenticator.verified(me);
    assertThat(me.get("/auth/v1/user").body()).doesNotContain("secret");
    var sealed =
        rows(
            "select encode(sealed_secret, 'hex') from platform.factors where id = '%s'"
                .formatted(authenticator.factorId()));
    assertThat(sealed).hasSize(1);
    assertThat(sealed.getFirst()).doesNotContain(HexFormat.of().formatHex(authenticator.secret()));
  }

  @Test
  void factorsChangeOnlyShortlyAfterOneHasShownWhoOneIs() throws SQLException {
    var person = SignInIT.person();
    var me = signedIn(person);
    var earlier =
        "update platform.login_sessions set %s = now() - interval '16 minutes' where id = ?::uuid";
    var login = me.get("/api/v1/me").text("/login_session_id");
    execute(earlier.formatted("created_at"), login);
    var wanted = Map.of("factor_type", "totp");
    assertThat(error(me.post("/auth/v1/factors", wanted))).isEqualTo("reauthentication_needed");
    var guessed = Map.of("factor_type", "totp", "current_password", "a wrong one");
    assertThat(error(me.post("/auth/v1/factors", guessed))).isEqualTo("invalid_password");
    me.post(
            "/auth/v1/factors",
            Map.of("factor_type", "totp", "current_password", person.password()))
        .expect(200);
    var other = signedIn(person);
    var authenticator = Authenticator.verified(other);
    assertThat(me.get("/api/v1/me").code())
        .as("getting one signs every other device out")
        .isEqualTo("login_session_ended");
    execute(
        earlier.formatted("second_factor_at"), other.get("/api/v1/me").text("/login_session_id"));
    var remove = FACTORS + authenticator.factorId();
    assertThat(error(other.delete(remove))).isEqualTo("reauthentication_needed");
    assertThat(other.post(CODES, "").code()).isEqualTo("reauthentication_needed");
    assertThat(error(other.post("/auth/v1/factors", wanted))).isEqualTo("reauthentication_needed");
    authenticator.show(other, authenticator.digits(1)).expect(200);
    other.delete(remove).expect(200);
    for (var action : List.of("factor.enrolled", "factor.verified", "factor.removed")) {
      assertThat(audit(action)).contains(authenticator.factorId());
    }
  }

  @Test
  void anAdministratorHelpsWhoHasLostIt() {
    var person = SignInIT.person();
    var me = signedIn(person);
    Authenticator.verified(me);
    var admin = nobody.signedInAsAdmin();
    var id = me.get("/api/v1/me").text("/user/external_id");
    var path = "/api/v1/customer-users/" + id;
    assertThat(admin.get(path).expect(200).json().path("has_second_factor").asBoolean()).isTrue();
    admin.delete(path + "/factors").expect(204);
    assertThat(admin.get(path).json().path("has_second_factor").asBoolean()).isFalse();
    assertThat(me.get("/api/v1/me").code()).isEqualTo("login_session_ended");
    signedIn(person).get("/api/v1/chat/sessions").expect(200);
    assertThat(audit("factors.reset")).contains(id);
  }

  @Test
  void anOrganizationCanAskForItOfAllItsPeople() {
    var tenants = Tenants.on(SharedNode.get(), SharedNode.home());
    var owner = tenants.owner();
    var colleague = tenants.colleague();
    Authenticator.verified(owner);
    try (var socket = RealtimeClient.open(SharedNode.get().port())) {
      socket.call("connect", Map.of("access_token", colleague.token()));
      owner.patch("/api/v1/organization", Map.of("second_factor_required", true)).expect(200);
      Eventually.within(
          Duration.ofSeconds(1),
          () -> colleague.get("/api/v1/me").code().equals("second_factor_enrolment_required"));
      socket.awaitClosed(Duration.ofSeconds(10));
    }
    owner.get("/api/v1/me").expect(200);
    tenants.ann().get("/api/v1/me").expect(200);
    Authenticator.verified(colleague);
    colleague.get("/api/v1/chat/sessions").expect(200);
  }

  private static String challenge(Http by, Authenticator of) {
    return by.post(FACTORS + of.factorId() + "/challenge", Map.of()).expect(200).text("/id");
  }

  private static Http signedIn(Person person) {
    var answer =
        nobody.post(
            "/auth/v1/token?grant_type=password",
            Map.of("email", person.email(), "password", person.password()));
    return nobody.as(answer.expect(200).text("/access_token"));
  }

  private static String audit(String action) {
    return nobody.signedInAsAdmin().get("/api/v1/audit-events?limit=50&action=" + action).body();
  }

  /** As Supabase Auth names it. */
  private static String error(Answer answer) {
    return answer.json().path("error_code").asText();
  }

  private static void execute(String sql, String id) throws SQLException {
    try (var superuser = SharedNode.home().superuser();
        var statement = superuser.prepareStatement(sql)) {
      statement.setString(1, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static List<String> rows(String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var superuser = SharedNode.home().superuser();
        var statement = superuser.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }
}
