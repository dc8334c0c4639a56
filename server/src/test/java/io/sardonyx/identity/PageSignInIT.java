package io.sardonyx.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.identity.SignInIT.Person;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.RawHttp;
import io.sardonyx.testing.SharedNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signing in as our own pages do: the routes of every other client, the tokens as cookies. */
class PageSignInIT {
  private static final String PASSWORD = "/auth/v1/token?grant_type=password";
  private static final String REFRESH = "/auth/v1/token?grant_type=refresh_token";
  private static final String LOGOUT = "/auth/v1/logout?scope=";
  private static final Map<String, String> AS_COOKIE = Map.of("delivery", "cookie");

  private static Http nobody;

  @BeforeAll
  static void start() {
    nobody = Http.of(SharedNode.get());
    SignInIT.start();
  }

  /** A browser with the cookies of one answer, and the page in it that sends what it can read. */
  private record Browser(Map<String, String> cookies) {
    static Browser of(Answer answer) {
      var cookies = new HashMap<String, String>();
      for (var cookie : answer.response().headers().allValues("set-cookie")) {
        cookies.put(cookie.substring(0, cookie.indexOf('=')), cookie);
      }
      return new Browser(cookies);
    }

    String cookie(String name) {
      return cookies.getOrDefault(name, "");
    }

    String csrf() {
      return value(cookie("sardonyx_csrf"));
    }

    Http sending() {
      var jar =
          cookies.entrySet().stream().map(each -> each.getKey() + "=" + value(each.getValue()));
      return nobody.with("Cookie", String.join("; ", jar.toList()));
    }

    Http page() {
      return sending().with("X-CSRF-Token", csrf());
    }

    private static String value(String cookie) {
      return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    }
  }

  @Test
  void theTokensAreCookiesThatNoScriptReadsAndNotInTheBody() {
    var person = SignInIT.person();
    var answer = signIn(nobody, person).expect(200);
    assertThat(answer.json().has("access_token")).isFalse();
    assertThat(answer.json().has("refresh_token")).isFalse();
    assertThat(answer.text("/user/email")).isEqualTo(person.email());
    var browser = Browser.of(answer);
    assertThat(browser.cookie("sardonyx_access"))
        .contains("HttpOnly")
        .contains("SameSite=Lax")
        .contains("Path=/;");
    assertThat(browser.cookie("sardonyx_refresh"))
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/;");
    assertThat(browser.cookie("sardonyx_csrf"))
        .contains("SameSite=Strict")
        .doesNotContain("HttpOnly");
    browser.sending().get("/api/v1/me").expect(200);
  }

  @Test
  void aBrowserElsewhereSendsThemOverTLSOnly() throws IOException {
    var person = SignInIT.person();
    var body =
        "{\"email\":\"%s\",\"password\":\"%s\",\"delivery\":\"cookie\"}"
            .formatted(person.email(), person.password());
    var request =
        "POST %s HTTP/1.1\r\nHost: chat.example.com\r\nOrigin: https://chat.example.com\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(PASSWORD, body.length(), body);
    var answer =
        RawHttp.exchange(SharedNode.get(), request.getBytes(US_ASCII), Duration.ofSeconds(20));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(
            answer.head().lines().filter(line -> line.toLowerCase(ROOT).startsWith("set-cookie:")))
        .hasSize(3)
        .allMatch(cookie -> cookie.contains(" __Host-sardonyx_") && cookie.contains(";Secure"));
  }

  @Test
  void whatChangesSomethingNeedsTheTokenThatOnlyOurPageCanRead() {
    var browser = Browser.of(signIn(nobody, SignInIT.person()));
    var other = Browser.of(signIn(nobody, SignInIT.person()));
    var forged =
        List.of(
            browser.sending(),
            browser.sending().with("X-CSRF-Token", "x"),
            browser.sending().with("X-CSRF-Token", other.csrf()));
    for (var page : forged) {
      assertThat(page.patch("/api/v1/me", Map.of("display_name", "X")).code())
          .isEqualTo("invalid_csrf_token");
      assertThat(error(page.post(REFRESH, AS_COOKIE))).isEqualTo("invalid_csrf_token");
      assertThat(error(page.post(LOGOUT + "global", ""))).isEqualTo("invalid_csrf_token");
    }
    browser.page().patch("/api/v1/me", Map.of("display_name", "Xenia")).expect(200);
  }

  @Test
  void aCookieRefreshesOnlyWhoAsksForCookiesAndTwoTabsAtOnceBothStay() {
    var browser = Browser.of(signIn(nobody, SignInIT.person()));
    assertThat(error(browser.page().post(REFRESH, Map.of()))).isEqualTo("validation_failed");
    assertThat(error(nobody.post(REFRESH, AS_COOKIE))).isEqualTo("refresh_token_required");
    assertThat(error(browser.page().post(REFRESH, Map.of("delivery", "pigeon"))))
        .isEqualTo("bad_json");
    var one = browser.page().post(REFRESH, AS_COOKIE).expect(200);
    var other = browser.page().post(REFRESH, AS_COOKIE).expect(200);
    assertThat(one.json().has("refresh_token")).isFalse();
    assertThat(Browser.of(one).cookies().keySet())
        .containsExactlyInAnyOrder("sardonyx_access", "sardonyx_refresh", "sardonyx_csrf");
    for (var tab : List.of(one, other)) {
      Browser.of(tab).sending().get("/api/v1/me").expect(200);
    }
  }

  @Test
  void whoSignsInAgainLeavesNoLoginSessionBehind() {
    var person = SignInIT.person();
    var before = Browser.of(signIn(nobody, person).expect(200));
    var elsewhere = Browser.of(signIn(nobody, person).expect(200));
    var wrong = Map.of("email", person.email(), "password", "a wrong one", "delivery", "cookie");
    assertThat(before.sending().post(PASSWORD, wrong).status()).isEqualTo(400);
    before.sending().get("/api/v1/me").expect(200);
    var after = Browser.of(signIn(before.sending(), person).expect(200));
    assertThat(before.sending().get("/api/v1/me").code()).isEqualTo("login_session_ended");
    after.sending().get("/api/v1/me").expect(200);
    elsewhere.sending().get("/api/v1/me").expect(200);
  }

  @Test
  void signingOutClearsTheCookiesAndSigningOthersOutKeepsThem() {
    var person = SignInIT.person();
    var here = Browser.of(signIn(nobody, person));
    var there = Browser.of(signIn(nobody, person));
    var stayed = here.page().post(LOGOUT + "others", "").expect(204);
    assertThat(Browser.of(stayed).cookies()).isEmpty();
    assertThat(there.sending().get("/api/v1/me").status()).isEqualTo(401);
    here.sending().get("/api/v1/me").expect(200);
    for (var scope : List.of("local", "global")) {
      var browser = Browser.of(signIn(nobody, person));
      var gone = Browser.of(browser.page().post(LOGOUT + scope, "").expect(204));
      assertThat(gone.cookies()).hasSize(3);
      assertThat(gone.cookies().values()).allMatch(cookie -> cookie.contains("Max-Age=0"));
      assertThat(browser.sending().get("/api/v1/me").status()).isEqualTo(401);
      assertThat(browser.page().post(REFRESH, AS_COOKIE).status()).isEqualTo(401);
    }
    assertThat(here.sending().get("/api/v1/me").status()).isEqualTo(401);
  }

  /** It could sign a visitor in as somebody else, and read what they then write. */
  @Test
  void aPageOfAnotherOriginGetsNoCookie() {
    var person = SignInIT.person();
    var browser = Browser.of(signIn(nobody, person));
    for (var origin :
        List.of(
            "https://elsewhere.example", "null", "http://localhost", "http://127.0.0.1:1", "x:")) {
      for (var refused :
          List.of(
              signIn(nobody.with("Origin", origin), person),
              browser.page().with("Origin", origin).post(REFRESH, AS_COOKIE))) {
        assertThat(refused.status()).as(origin).isEqualTo(403);
        assertThat(error(refused)).isEqualTo("origin_not_allowed");
        assertThat(Browser.of(refused).cookies()).isEmpty();
      }
    }
    // As a form sends it: no browser asks for leave before that.
    for (var type : List.of("text/plain", "application/x-www-form-urlencoded")) {
      var form = signIn(nobody.with("Content-Type", type), person);
      assertThat(form.status()).isEqualTo(415);
      assertThat(Browser.of(form).cookies()).isEmpty();
    }
    var ours = SharedNode.get().uri("").toString().replaceAll("/$", "");
    signIn(nobody.with("Origin", ours), person).expect(200);
  }

  @Test
  void applicationsPeopleGetNoCookie() {
    var made =
        nobody
            .signedInAsAdmin()
            .post("/api/v1/applications", Map.of("name", "Cookies"))
            .expect(201);
    var application = nobody.with("apikey", made.text("/publishable_key"));
    var refused = signIn(application, SignInIT.person());
    assertThat(error(refused)).isEqualTo("validation_failed");
    assertThat(Browser.of(refused).cookies()).isEmpty();
  }

  @Test
  void whoWasToldAPasswordCanChangeItAndSignOutByCookie() {
    var told =
        nobody
            .signedInAsAdmin()
            .post(
                "/api/v1/customer-users",
                Map.of("email", "told-by-cookie@example.com", "display_name", "Tom"))
            .expect(201)
            .text("/one_time_password");
    var page = Browser.of(signIn(nobody, new Person("told-by-cookie@example.com", told))).page();
    assertThat(page.get("/api/v1/chat/sessions").code()).isEqualTo("password_change_required");
    assertThat(
            page.get("/api/v1/me").expect(200).json().at("/user/must_change_password").asBoolean())
        .isTrue();
    page.post(LOGOUT + "local", "").expect(204);
  }

  @Test
  void guessingIsDelayedAndSaysForHowLong() {
    var person = SignInIT.person();
    var wrong = new Person(person.email(), "not the password at all");
    for (int i = 0; i < 10; i++) {
      assertThat(error(signIn(nobody, wrong))).isEqualTo("invalid_credentials");
    }
    var refused = signIn(nobody, wrong);
    assertThat(refused.status()).isEqualTo(429);
    assertThat(error(refused)).isEqualTo("over_request_rate_limit");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 2);
  }

  private static Answer signIn(Http client, Person person) {
    return client.post(
        PASSWORD,
        Map.of("email", person.email(), "password", person.password(), "delivery", "cookie"));
  }

  /** As Supabase Auth names it. */
  private static String error(Answer answer) {
    return answer.json().path("error_code").asText();
  }
}
