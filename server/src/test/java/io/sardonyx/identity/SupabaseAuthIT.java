package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.sardonyx.testing.Home;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.MailBox;
import io.sardonyx.testing.Node;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application's users, with the client that is made for Supabase. */
class SupabaseAuthIT {
  private static final Path CLIENTS = Path.of("src", "test", "clients").toAbsolutePath();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWNERS = "The owner's own long sentence";
  private static final String THIEFS = "Another's quite long sentence";

  private static Home home;
  private static SignUpTasks tasks;
  private static MailBox mail;
  private static Node node;
  private static Http owner;
  private static Answer shop;

  @BeforeAll
  static void start() {
    assertThat(CLIENTS.resolve("node_modules/@supabase/supabase-js"))
        .as("npm --prefix server/src/test/clients install; ./sardonyx test server does it")
        .exists();
    home = Home.prepared();
    tasks = new SignUpTasks(home);
    mail = MailBox.start();
    node = Node.start(home, mail.settings());
    owner = Http.of(node).signedInAsAdmin();
    shop = application("Shop");
    owner
        .patch(
            "/api/v1/applications/" + shop.text("/id"),
            Map.of("sign_up_enabled", true, "redirect_urls", List.of("https://shop.example/back")))
        .expect(200);
  }

  @AfterAll
  static void stop() {
    node.close();
    mail.close();
    home.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"supabase-auth.mjs", "supabase-backend.mjs"})
  void theClientsThatAreMadeForSupabaseWork(String script)
      throws IOException, InterruptedException {
    var closed = application("Closed for " + script);
    owner
        .patch(
            "/api/v1/applications/" + closed.text("/id"), Map.of("current_password_required", true))
        .expect(200);
    var builder = new ProcessBuilder("node", script).directory(CLIENTS.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "SARDONYX_URL", node.uri("").toString(),
                "PUBLISHABLE_KEY", shop.text("/publishable_key"),
                "SECRET_KEY", shop.text("/secret"),
                "CLOSED_KEY", closed.text("/publishable_key"),
                "OTHER_SECRET", closed.text("/secret")));
    var said = new ArrayList<String>();
    var process = builder.redirectErrorStream(true).start();
    try (var in = process.inputReader();
        var out = process.outputWriter()) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("mail ")) {
          out.write(JSON.writeValueAsString(mail.next(line.substring("mail ".length()))));
          out.newLine();
          out.flush();
        } else {
          said.add(line);
        }
      }
    }
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(said).as("what the client said").noneMatch(line -> line.startsWith("not ok"));
    assertThat(process.exitValue()).as("%s", said).isZero();
    assertThat(said.stream().filter(line -> line.startsWith("ok "))).hasSizeGreaterThan(9);
  }

  @Test
  void whoSignsUpTwiceAtOnceHasOneAccountAndNothingFails() throws InterruptedException {
    tasks.postpone(true);
    try {
      for (int i = 0; i < 20; i++) {
        signUp("at-once@example.com", OWNERS);
      }
    } finally {
      tasks.postpone(false);
    }
    mail.next("at-once@example.com");
    tasks.await();
    assertThat(tasks.count("platform.accounts where email = 'at-once@example.com'")).isEqualTo(1);
    assertThat(tasks.count("platform.one_time_tokens where email = 'at-once@example.com'"))
        .isEqualTo(1);
    owner
        .patch("/api/v1/applications/" + shop.text("/id"), Map.of("email_confirmation", false))
        .expect(200);
    try {
      signUpAtOnce("at-once-too@example.com");
    } finally {
      owner
          .patch("/api/v1/applications/" + shop.text("/id"), Map.of("email_confirmation", true))
          .expect(200);
    }
    assertThat(node.output()).doesNotContain("\tat io.sardonyx.identity.supabase");
  }

  /** One of them has the account; the others are told. */
  private static void signUpAtOnce(String email) throws InterruptedException {
    var answers = new ConcurrentLinkedQueue<Answer>();
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.startVirtualThread(() ->
              answers.add(
                  client().post("/auth/v1/signup", Map.of("email", email, "password", OWNERS)))));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.status() != 200))
        .hasSize(7)
        .allSatisfy(answer -> assertThat(error(answer)).isEqualTo("user_already_exists"));
  }

  @Test
  void whatTheBackendMayOnlyItsSecretMay() {
    var id = "0199f0a4-5c1e-7b52-9d39-6f2d0c1b8a77";
    var publishable = Http.of(node).with("apikey", shop.text("/publishable_key"));
    for (var caller : List.of(publishable, owner, Http.of(node).with("apikey", "sk_none"))) {
      for (var answer :
          List.of(
              caller.get("/auth/v1/admin/users"),
              caller.post("/auth/v1/admin/users", Map.of("email", "x@example.com")),
              caller.get("/auth/v1/admin/users/" + id),
              caller.put("/auth/v1/admin/users/" + id, Map.of()),
              caller.delete("/auth/v1/admin/users/" + id),
              caller.post("/auth/v1/invite", Map.of("email", "x@example.com")),
              caller.post(
                  "/auth/v1/admin/generate_link",
                  Map.of("type", "invite", "email", "x@example.com")))) {
        assertThat(answer.status()).as(answer.request()).isIn(401, 403);
        assertThat(answer.json().path("error_code").asText()).isIn("not_admin", "no_authorization");
      }
    }
    assertThat(owner.get("/api/v1/audit-events?action=account.created").body())
        .doesNotContain("x@example.com");
  }

  @Test
  void theOrganizationsOwnPeopleSignInWithoutAKeyAndForgetTheirPasswordToo() {
    var email = "grace@example.com";
    var own = "Grace's own long sentence";
    var told =
        owner
            .post("/api/v1/customer-users", Map.of("email", email, "display_name", "Grace"))
            .expect(201)
            .text("/one_time_password");
    var token = "/auth/v1/token?grant_type=password";
    var signedIn = Http.of(node).post(token, Map.of("email", email, "password", told)).expect(200);
    var grace = Http.of(node).as(signedIn.text("/access_token"));
    assertThat(grace.get("/api/v1/chat/sessions").code()).isEqualTo("password_change_required");
    assertThat(error(grace.put("/auth/v1/user", Map.of("password", own))))
        .as("the password alone is not enough")
        .isEqualTo("reauthentication_needed");
    Http.of(node).post("/auth/v1/recover", Map.of("email", email)).expect(200);
    var letter = mail.next(email);
    assertThat(letter.text()).contains("/reset-password#recovery.");
    var link = letter.text().lines().filter(line -> line.contains("#recovery.")).findFirst();
    var brought = Map.of("type", "recovery", "token_hash", after(link.orElseThrow(), "#recovery."));
    var recovered = Http.of(node).post("/auth/v1/verify", brought).expect(200);
    Http.of(node)
        .as(recovered.text("/access_token"))
        .put("/auth/v1/user", Map.of("password", own))
        .expect(200);
    assertThat(error(Http.of(node).post("/auth/v1/verify", brought))).isEqualTo("otp_expired");
    assertThat(grace.get("/api/v1/me").status()).isEqualTo(401);
    Http.of(node).signedIn(email, own).get("/api/v1/chat/sessions").expect(200);
    assertThat(Http.of(node).get("/auth/v1/settings").status()).isEqualTo(401);
  }

  @Test
  void somebodyIsInvitedByMailAndChoosesTheirPassword() {
    var email = "linus@example.com";
    var invited =
        owner
            .post(
                "/api/v1/customer-users",
                Map.of("email", email, "display_name", "Linus", "by_mail", true))
            .expect(201);
    assertThat(invited.json().has("one_time_password")).isFalse();
    assertThat(invited.json().has("invitation_link")).as("it is mailed").isFalse();
    var person = "/api/v1/customer-users/" + invited.text("/customer_user/id");
    mail.next(email);
    var again = owner.post(person + "/invitation", "").expect(200);
    assertThat(again.json().has("invitation_link")).as("it is mailed").isFalse();
    var link = mail.next(email).text().lines().filter(line -> line.contains("#invite."));
    var brought =
        Map.of("type", "invite", "token_hash", after(link.findFirst().orElseThrow(), "#invite."));
    var accepted = Http.of(node).post("/auth/v1/verify", brought).expect(200);
    var linus = Http.of(node).as(accepted.text("/access_token"));
    assertThat(error(linus.put("/auth/v1/user", Map.of("password", "short"))))
        .isEqualTo("weak_password");
    var own = "Linus's own long sentence";
    linus.put("/auth/v1/user", Map.of("password", own)).expect(200);
    assertThat(owner.get(person).json().path("is_invited").asBoolean()).isFalse();
    Http.of(node).signedIn(email, own).get("/api/v1/chat/sessions").expect(200);
    assertThat(owner.post(person + "/invitation", "").code()).isEqualTo("invitation_accepted");
  }

  @Test
  void anApplicationsUsersAreInvitedAndHelpedByMailAndNobodyElseIsToldTheLink() {
    var email = "asked@example.com";
    var users = "/api/v1/app-users";
    var invited =
        owner
            .post(
                users + "/invitations", Map.of("application_id", shop.text("/id"), "email", email))
            .expect(201);
    assertThat(invited.json().size()).as("it is mailed").isEqualTo(1);
    var letter = mail.next(email);
    assertThat(letter.text()).contains("type=invite", "redirect_to=https");
    verify("invite", email, letter);
    var user = users + "/" + invited.text("/app_user/id");
    assertThat(owner.get(user).json().path("email_confirmed_at").isNull()).isFalse();
    var sent = owner.post(user + "/password-mail", "").expect(200);
    assertThat(sent.json().path("by_mail").asBoolean()).isTrue();
    assertThat(sent.json().size()).isEqualTo(2);
    verify("recovery", email, mail.next(email));
  }

  /**
   * Whose is the address that two sign up with? Its owner says, by a mail; the passwords do not.
   */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoSignsUpWithAnothersAddressHasNoPasswordThatWorks(boolean ownerIsFirst) {
    var email = "victim-%s@example.com".formatted(ownerIsFirst);
    signUp(email, ownerIsFirst ? OWNERS : THIEFS);
    var letter = mail.next(email);
    signUp(email, ownerIsFirst ? THIEFS : OWNERS);
    tasks.await();
    var session = verify("signup", email, letter);
    assertThat(error(signIn(email, THIEFS))).isEqualTo("invalid_credentials");
    // The owner is in, and chooses a password.
    var own = Http.of(node).as(session.text("/access_token"));
    own.put("/auth/v1/user", Map.of("password", OWNERS)).expect(200);
    signIn(email, OWNERS).expect(200);
    assertThat(error(signIn(email, THIEFS))).isEqualTo("invalid_credentials");
  }

  @Test
  void whoSignsUpTwiceWithTheSamePasswordHasIt() {
    var email = "twice@example.com";
    signUp(email, OWNERS);
    var letter = mail.next(email);
    assertThat(error(signIn(email, OWNERS))).isEqualTo("email_not_confirmed");
    signUp(email, OWNERS);
    tasks.await();
    verify("signup", email, letter);
    signIn(email, OWNERS).expect(200);
  }

  @Test
  void whoSignedUpWithTheAddressOfSomebodyWhoIsInvitedHasNoPasswordThatWorks() {
    var email = "invited@example.com";
    signUp(email, THIEFS);
    var confirmation = mail.next(email);
    Http.of(node)
        .with("apikey", shop.text("/secret"))
        .post("/auth/v1/invite", Map.of("email", email))
        .expect(200);
    verify("invite", email, mail.next(email));
    assertThat(error(signIn(email, THIEFS))).isEqualTo("invalid_credentials");
    verify("signup", email, confirmation);
    assertThat(error(signIn(email, THIEFS))).isEqualTo("invalid_credentials");
  }

  /** Its reader did not ask for it: who knows the account's address cannot have more sent. */
  @Test
  void theMailToANewAddressIsSentAgainOnlyAfterAPause() {
    var email = "moving@example.com";
    var wanted = "moved@example.com";
    signUp(email, OWNERS);
    var token = verify("signup", email, mail.next(email)).text("/access_token");
    Http.of(node).as(token).put("/auth/v1/user", Map.of("email", wanted)).expect(200);
    mail.next(wanted);
    tasks.await();
    int before = mail.count();
    resend(email);
    assertThat(mail.count()).as("within the pause").isEqualTo(before);
    home.execute("update platform.one_time_tokens set sent_at = now() - interval '11 minutes'");
    resend(email);
    assertThat(mail.count()).isEqualTo(before + 1);
  }

  private static Http client() {
    return Http.of(node).with("apikey", shop.text("/publishable_key"));
  }

  private static void resend(String email) {
    client().post("/auth/v1/resend", Map.of("type", "email_change", "email", email)).expect(200);
    tasks.await();
  }

  @Test
  void signingUpDoesTheSameForEveryAddressBeforeItAnswers() {
    var known = "known@example.com";
    signUp(known, OWNERS);
    verify("signup", known, mail.next(known));
    tasks.await();
    // Or it would be too soon for another mail.
    home.execute(
        "update platform.accounts set confirmation_sent_at = now() - interval '2 minutes'");
    tasks.postpone(true);
    try {
      long accounts = tasks.count("platform.accounts");
      signUp(known, OWNERS);
      signUp("new@example.com", OWNERS);
      assertThat(tasks.count("platform.accounts")).isEqualTo(accounts);
      assertThat(tasks.count("system.tasks where task_name = 'sign-up'")).isEqualTo(2);
      assertThat(tasks.count("system.tasks where task_name = 'send-link'")).isZero();
    } finally {
      tasks.postpone(false);
    }
    assertThat(mail.next(known).subject()).contains("You have an account");
    assertThat(mail.next("new@example.com").subject()).contains("Confirm your address");
  }

  @Test
  void nobodysMailboxIsFilledByWhoAsksForAnotherAddress() {
    var ada = confirmed("ada@example.com");
    var bea = confirmed("bea@example.com");
    ada.put("/auth/v1/user", Map.of("email", "target@example.com")).expect(200);
    var again = ada.put("/auth/v1/user", Map.of("email", "other@example.com"));
    assertThat(again.status()).isEqualTo(429);
    assertThat(error(again)).isEqualTo("over_email_send_rate_limit");
    assertThat(bea.put("/auth/v1/user", Map.of("email", "Target@example.com")).status())
        .as("on behalf of another account")
        .isEqualTo(429);
    bea.put("/auth/v1/user", Map.of("email", "beas-other@example.com")).expect(200);
    assertThat(mail.next("target@example.com").subject()).contains("Confirm your new address");
  }

  private static Http confirmed(String email) {
    signUp(email, OWNERS);
    return Http.of(node).as(verify("signup", email, mail.next(email)).text("/access_token"));
  }

  private static void signUp(String email, String password) {
    client().post("/auth/v1/signup", Map.of("email", email, "password", password)).expect(200);
  }

  private static Answer signIn(String email, String password) {
    return client()
        .post("/auth/v1/token?grant_type=password", Map.of("email", email, "password", password));
  }

  private static Answer verify(String type, String email, MailBox.Letter letter) {
    var code = letter.text().replaceAll("(?s).*the code (\\d{6}).*", "$1");
    return client()
        .post("/auth/v1/verify", Map.of("type", type, "email", email, "token", code))
        .expect(200);
  }

  private static Answer application(String name) {
    return owner.post("/api/v1/applications", Map.of("name", name)).expect(201);
  }

  private static String error(Answer answer) {
    return answer.text("/error_code");
  }

  private static String after(String text, String mark) {
    return text.substring(text.indexOf(mark) + mark.length()).strip();
  }
}
