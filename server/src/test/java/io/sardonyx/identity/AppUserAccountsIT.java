package io.sardonyx.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import io.sardonyx.testing.SharedNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The accounts of an application's users, and how administrators look after them; on a node that
 * sends no mail, so that links are told to whoever invites.
 */
class AppUserAccountsIT {
  private static final String USERS = "/api/v1/app-users";
  private static final String OWN = "a sentence of one's own";

  private static Tenants tenants;

  @BeforeAll
  static void start() {
    tenants = Tenants.on(SharedNode.get(), SharedNode.home());
  }

  @Test
  void anAdministratorSeesWhoSignedUpAndFindsThemByTheirAddress() {
    var mark = UUID.randomUUID().toString();
    var email = "hedy." + mark + "@example.com";
    var id = confirmed(email);
    tenants.ann().get("/api/v1/me").expect(200);
    var found = list(tenants.owner(), "HEDY." + mark);
    assertThat(found.size()).isEqualTo(1);
    var hedy = found.get(0);
    assertThat(hedy.path("id").asText()).isEqualTo(id);
    assertThat(hedy.path("email").asText()).isEqualTo(email);
    assertThat(hedy.path("email_confirmed_at").isNull()).isFalse();
    assertThat(hedy.path("has_second_factor").asBoolean(true)).isFalse();
    assertThat(tenants.owner().get(USERS + "/" + id).expect(200).text("/email")).isEqualTo(email);
    var renamed = tenants.owner().patch(USERS + "/" + id, Map.of("username", "hedy"));
    assertThat(renamed.expect(200).text("/email")).isEqualTo(email);
    // Of who comes with the server's word only, there is none.
    var ann = list(tenants.owner(), "ann").findValue("email");
    assertThat(ann.isNull()).isTrue();
  }

  @Test
  void whatIsFoundByNameAndByAddressComesInOneOrderEachOnce() {
    var mark = UUID.randomUUID().toString().substring(0, 8);
    var byAddress = confirmed("one@" + mark + ".example");
    var byName =
        tenants
            .owner()
            .post(
                USERS,
                Map.of(
                    "application_id", tenants.shop().id(),
                    "external_id", UUID.randomUUID(),
                    "display_name", "Called " + mark))
            .expect(201)
            .text("/id");
    var byBoth = confirmed(mark + "@" + mark + ".example");
    var first = page(mark, "");
    assertThat(ids(first)).containsExactly(byBoth, byName);
    var second = page(mark, "&cursor=" + first.path("next_cursor").asText());
    assertThat(ids(second)).containsExactly(byAddress);
    assertThat(second.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void nobodyElseSeesAnAddressOrFindsOutByLookingForIt() {
    var email = UUID.randomUUID() + "@example.com";
    var id = confirmed(email);
    var key =
        tenants
            .owner()
            .post("/api/v1/api-keys", Map.of("name", "k", "scopes", List.of("app-users:read")))
            .expect(201)
            .text("/key");
    var reader = Http.of(SharedNode.get()).with("X-API-Key", key);
    for (var other : List.of(tenants.colleague(), tenants.ann(), reader)) {
      var answer = other.get(USERS + "/" + id).expect(200);
      assertThat(answer.body()).doesNotContain(email);
      assertThat(answer.json().path("has_second_factor").isNull()).isTrue();
      assertThat(list(other, email).size()).isZero();
    }
    assertThat(tenants.southOwner().get(USERS + "/" + id).status()).isEqualTo(404);
    assertThat(
            tenants
                .southOwner()
                .get(USERS + "?application_id=" + tenants.shop().id() + "&q=" + email)
                .status())
        .isEqualTo(404);
    assertThat(tenants.southOwner().get(USERS + "?q=" + email).body()).doesNotContain(email);
  }

  @Test
  void somebodyIsInvitedByAddressAndChoosesAPassword() {
    var email = UUID.randomUUID() + "@example.com";
    var invited = invite(Map.of("email", email, "display_name", "Hedy Lamarr")).expect(201);
    assertThat(invited.text("/app_user/display_name")).isEqualTo("Hedy Lamarr");
    assertThat(invited.json().at("/app_user/email_confirmed_at").isNull()).isTrue();
    var first = invited.text("/invitation_link");
    var user = USERS + "/" + invited.text("/app_user/id");
    var again = tenants.owner().post(user + "/invitation", "").expect(200);
    assertThat(again.text("/app_user/id")).isEqualTo(invited.text("/app_user/id"));
    assertThat(redeem(first).status()).isEqualTo(403);
    var session = redeem(again.text("/invitation_link")).expect(200);
    Http.of(SharedNode.get())
        .as(session.text("/access_token"))
        .put("/auth/v1/user", Map.of("password", OWN))
        .expect(200);
    signIn(email).expect(200);
    assertThat(tenants.owner().get(user).json().path("email_confirmed_at").isNull()).isFalse();
    assertThat(tenants.owner().post(user + "/invitation", "").code())
        .isEqualTo("invitation_accepted");
    assertThat(invite(Map.of("email", email)).code()).isEqualTo("email_taken");
    assertThat(invite(Map.of("email", "nobody")).code()).isEqualTo("invalid_email");
    assertThat(audited("app_user.invited"))
        .contains(email, "\"link_shown\":true")
        .doesNotContain(after(first));
  }

  @Test
  void oneOfTheOrganizationsPeopleIsInvitedByALinkThatIsShownOnce() {
    var email = UUID.randomUUID() + "@example.com";
    var invited =
        tenants
            .owner()
            .post(
                "/api/v1/customer-users",
                Map.of("email", email, "display_name", "Linus", "by_mail", true))
            .expect(201);
    assertThat(invited.json().has("one_time_password")).isFalse();
    var person = "/api/v1/customer-users/" + invited.text("/customer_user/id");
    assertThat(tenants.owner().get(person).body()).doesNotContain("link");
    var again = tenants.owner().post(person + "/invitation", "").expect(200);
    assertThat(redeem(invited.text("/invitation_link")).status()).isEqualTo(403);
    var session = redeem(again.text("/invitation_link")).expect(200);
    Http.of(SharedNode.get())
        .as(session.text("/access_token"))
        .put("/auth/v1/user", Map.of("password", OWN))
        .expect(200);
    Http.of(SharedNode.get()).signedIn(email, OWN).get("/api/v1/chat/sessions").expect(200);
    assertThat(audited("customer_user.invited")).contains(email);
  }

  @Test
  void aLinkForANewPasswordGoesToWhoHasAnAccount() {
    var email = UUID.randomUUID() + "@example.com";
    var path = USERS + "/" + confirmed(email) + "/password-mail";
    var sent = tenants.owner().post(path, "").expect(200);
    assertThat(sent.text("/email")).isEqualTo(email);
    assertThat(sent.json().path("by_mail").asBoolean(true)).isFalse();
    assertThat(sent.json().size()).as("no link").isEqualTo(2);
    assertThat(audited("app_user.password_mailed")).contains(email);
    var ann = tenants.ann().get("/api/v1/me").text("/user/id");
    assertThat(tenants.owner().post(USERS + "/" + ann + "/password-mail", "").code())
        .isEqualTo("account_not_found");
    var me = tenants.owner().get("/api/v1/me").text("/user/id");
    assertThat(tenants.owner().post(USERS + "/" + me + "/password-mail", "").code())
        .isEqualTo("managed_as_customer_user");
    assertThat(tenants.southOwner().post(path, "").status()).isEqualTo(404);
    assertThat(tenants.colleague().post(path, "").status()).isEqualTo(403);
  }

  @Test
  void nobodyIsInvitedIntoTheWorkspaceOrIntoAnothersApplication() {
    var workspace = tenants.owner().get("/api/v1/me").text("/application/id");
    var wanted = Map.of("application_id", workspace, "email", "x@example.com");
    assertThat(tenants.owner().post(USERS + "/invitations", wanted).code())
        .isEqualTo("workspace_people_are_customer_users");
    var shop = Map.of("application_id", tenants.shop().id(), "email", "x@example.com");
    assertThat(tenants.southOwner().post(USERS + "/invitations", shop).status()).isEqualTo(404);
    assertThat(tenants.colleague().post(USERS + "/invitations", shop).status()).isEqualTo(403);
    assertThat(tenants.ann().post(USERS + "/invitations", shop).status()).isEqualTo(403);
  }

  /** As the application's backend makes them. */
  private static String confirmed(String email) {
    return Http.of(SharedNode.get())
        .with("apikey", tenants.shop().secret())
        .post(
            "/auth/v1/admin/users", Map.of("email", email, "password", OWN, "email_confirm", true))
        .expect(200)
        .text("/id");
  }

  private static Answer invite(Map<String, Object> wanted) {
    var body = new HashMap<>(wanted);
    body.put("application_id", tenants.shop().id());
    return tenants.owner().post(USERS + "/invitations", body);
  }

  private static Answer redeem(String link) {
    return Http.of(SharedNode.get())
        .post("/auth/v1/verify", Map.of("type", "invite", "token_hash", after(link)));
  }

  private static String after(String link) {
    return link.substring(link.indexOf("#invite.") + "#invite.".length());
  }

  private static Answer signIn(String email) {
    return Http.of(SharedNode.get())
        .with("apikey", tenants.shop().publishableKey())
        .post("/auth/v1/token?grant_type=password", Map.of("email", email, "password", OWN));
  }

  private static JsonNode list(Http by, String query) {
    return by.get(USERS + "?application_id=" + tenants.shop().id() + "&q=" + query)
        .expect(200)
        .json()
        .path("data");
  }

  private static JsonNode page(String query, String more) {
    return tenants
        .owner()
        .get(USERS + "?application_id=" + tenants.shop().id() + "&limit=2&q=" + query + more)
        .expect(200)
        .json();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("data").findValuesAsText("id");
  }

  private static String audited(String action) {
    return tenants.owner().get("/api/v1/audit-events?action=" + action).expect(200).body();
  }
}
