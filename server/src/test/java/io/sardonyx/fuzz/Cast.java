package io.sardonyx.fuzz;

import io.sardonyx.fuzz.Caller.Chat;
import io.sardonyx.fuzz.Caller.SignedIn;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.testing.Eventually;
import io.sardonyx.testing.Http;
import io.sardonyx.testing.Http.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Everybody who may send something: staff with roles, a key, a browser, users of an application,
 * its backend, and nobody. They are made for some hundreds of requests and then made anew, because
 * requests delete people, applications and what they have. Whoever founded the organization makes
 * them and sends nothing.
 */
final class Cast {
  /** Both good, so that one may be changed for the other. */
  static final List<String> PASSWORDS = List.of("4f1c 9a07 ".repeat(14), "77d2 b3e8 ".repeat(14));

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String NO_TOKEN = "none";
  private static final String TOLD = "told by who made the account ".repeat(5);

  private final Http client;
  private final Http founder;
  private final String modelAddress;
  private final String mark = UUID.randomUUID().toString().substring(24);
  private final Answer shop;
  private final String spare;
  private final List<Caller> staff;
  private final List<Caller> users;
  private final FactorHolder holder;
  private final Http secret;
  private final Caller backend;
  private final Caller stranger;
  private final Caller nobody;

  Cast(Tenants tenants, String modelAddress) {
    this.client = Http.of(tenants.owner().node()).with(FORWARDED_FOR, "198.18.0.1");
    this.founder = tenants.ownerElsewhere();
    this.modelAddress = modelAddress;
    this.shop = founder.post("/api/v1/applications", Map.of("name", "Shop " + mark)).expect(201);
    this.spare = make("applications", Map.of("name", "Spare " + mark));
    this.secret = client.with("apikey", shop.text("/secret"));
    openShop();
    var owner = staff("owner");
    this.staff = List.of(owner, staff("admin"), staff("viewer"), browser(owner), key(owner));
    this.users = List.of(account(), vouchedFor(tenants));
    var holding = newAccount("holder");
    var email = email(holding);
    this.holder = new FactorHolder(email, () -> signedInToShop(email));
    this.backend =
        like("the application's backend", secret, user())
            .has("users", newAccount("spare"), newAccount("other"), holding)
            .has("factors", holder.caller().ids("factors").getFirst());
    this.stranger = like("nobody", client.with("apikey", shop.text("/publishable_key")), user());
    this.nobody = like("nobody, without a key", client, owner);
  }

  /** Of the organization, through the API. */
  List<Caller> staff() {
    return staff;
  }

  /** Of the application. */
  List<Caller> users() {
    return users;
  }

  Caller owner() {
    return staff.getFirst();
  }

  Caller user() {
    return users.getFirst();
  }

  FactorHolder holder() {
    return holder;
  }

  Caller backend() {
    return backend;
  }

  /** Who knows the application, as its page does. */
  Caller stranger() {
    return stranger;
  }

  Caller nobody() {
    return nobody;
  }

  /** What a mail would have brought; good once. */
  String link() {
    var wanted = Map.of("type", "magiclink", "email", user().email());
    var answer = secret.post("/auth/v1/admin/generate_link", wanted);
    return answer.status() == 200 ? answer.text("/hashed_token") : "none";
  }

  private void openShop() {
    founder.patch("/api/v1/organization", Map.of("second_factor_required", false)).expect(200);
    var open =
        Map.of(
            "sign_up_enabled", true,
            "email_confirmation", false,
            "redirect_urls", List.of("https://example.com"));
    founder.patch("/api/v1/applications/" + shop.text("/id"), open).expect(200);
    founder
        .post(
            "/api/v1/model-providers",
            Map.of(
                "name",
                mark,
                "kind",
                "openai",
                "base_url",
                modelAddress,
                "model",
                "m",
                "is_default",
                true))
        .expect(201);
  }

  private Caller staff(String role) {
    var email = newCustomerUser(role).text("/customer_user/email");
    client.joined(email, TOLD, PASSWORDS.getFirst());
    var caller = withThings(role, email, () -> signedIn("/api/v1/login-sessions", email, client));
    return caller
        .has(
            "customer-users",
            id(newCustomerUser("viewer")),
            id(newCustomerUser("viewer")),
            id(invited()),
            id(invited()))
        .has("teams", team())
        .has("applications", spare)
        .has("app-users", newAppUser("one"), newAppUser("two"), newAccount("three"), newGuest())
        .has("model-providers", newProvider());
  }

  /** The same person, who has cookies in place of a token. */
  private Caller browser(Caller owner) {
    return like(
        "owner's browser",
        owner.email(),
        () -> {
          for (var password : PASSWORDS) {
            var wanted = Map.of("email", owner.email(), "password", password, "delivery", "cookie");
            var answer = client.post("/auth/v1/token?grant_type=password", wanted);
            if (answer.status() == 200) {
              return Optional.of(new SignedIn(withCookies(answer), NO_TOKEN));
            }
          }
          return Optional.empty();
        },
        owner);
  }

  private Http withCookies(Answer answer) {
    var cookies =
        answer.response().headers().allValues("set-cookie").stream()
            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
            .toList();
    var csrf = cookies.stream().filter(cookie -> cookie.startsWith("sardonyx_csrf=")).findFirst();
    return client
        .with("Cookie", String.join("; ", cookies))
        .with("X-CSRF-Token", csrf.orElseThrow().substring("sardonyx_csrf=".length()));
  }

  private Caller key(Caller owner) {
    var scopes = Stream.of("chat:read", "chat:write", "people:read", "usage:read").toList();
    var wanted = Map.of("name", "key", "scopes", scopes);
    var key = owner.http().post("/api/v1/api-keys", wanted).expect(201).text("/key");
    return like("owner's key", client.with("X-API-Key", key), owner);
  }

  /** Signs in here, by Supabase Auth. */
  private Caller account() {
    var email = email(newAccount("user"));
    return withThings("user of an application", email, () -> signedInToShop(email));
  }

  private String email(String accountId) {
    return secret.get("/auth/v1/admin/users/" + accountId).text("/email");
  }

  private Optional<SignedIn> signedInToShop(String email) {
    var shopper = client.with("apikey", shop.text("/publishable_key"));
    return signedIn("/auth/v1/token?grant_type=password", email, shopper);
  }

  /** Signed in elsewhere: the application's backend says so. */
  private Caller vouchedFor(Tenants tenants) {
    var application =
        new Tenants.Shop(shop.text("/id"), shop.text("/publishable_key"), shop.text("/secret"));
    return withThings(
        "user whom an application vouches for",
        "vouched@example.com",
        () ->
            Optional.of(new SignedIn(application.as(tenants.owner().node(), "vouched"), NO_TOKEN)));
  }

  private static Optional<SignedIn> signedIn(String address, String email, Http from) {
    for (var password : PASSWORDS) {
      var answer = from.post(address, Map.of("email", email, "password", password));
      if (answer.status() < 300) {
        return Optional.of(
            new SignedIn(from.as(answer.text("/access_token")), answer.text("/refresh_token")));
      }
    }
    return Optional.empty();
  }

  private static Caller like(String name, Http http, Caller other) {
    return like(name, other.email(), () -> Optional.of(new SignedIn(http, NO_TOKEN)), other);
  }

  private static Caller like(
      String name, String email, Supplier<Optional<SignedIn>> signIn, Caller other) {
    var caller = new Caller(name, email, signIn, other.chats());
    other.kinds().forEach(kind -> caller.has(kind, other.ids(kind).toArray(String[]::new)));
    return caller;
  }

  private static Caller withThings(String name, String email, Supplier<Optional<SignedIn>> signIn) {
    var chats = new ArrayList<Chat>();
    var caller = new Caller(name, email, signIn, chats);
    var http = caller.http();
    for (int i = 0; i < 3; i++) {
      chats.add(chat(http));
    }
    rate(http, chats.getFirst());
    var share = "/api/v1/chat/sessions/" + chats.getLast().session() + "/share";
    var deleted = chat(http).session();
    http.delete("/api/v1/chat/sessions/" + deleted).expect(204);
    return caller
        .has("deleted", deleted)
        .has("shared", http.post(share, Map.of()).expect(201).text("/token"))
        .has("projects", http.post("/api/v1/projects", Map.of("name", "p")).text("/id"))
        .has("personas", http.post("/api/v1/personas", Map.of("name", "p")).text("/id"))
        .has("api-keys", ownKey(http))
        .has("models", http.get("/v1/models").text("/data/0/id"))
        .has("login-sessions", loginSessions(http));
  }

  private static String[] loginSessions(Http http) {
    return http.get("/api/v1/login-sessions")
        .json()
        .path("data")
        .valueStream()
        .map(each -> each.path("id").asText())
        .toArray(String[]::new);
  }

  private static String ownKey(Http http) {
    var wanted = Map.of("name", "k", "scopes", List.of("chat:read"));
    return http.post("/api/v1/api-keys", wanted).expect(201).text("/id");
  }

  private static Chat chat(Http http) {
    var session = http.post("/api/v1/chat/sessions", Map.of("title", "t")).expect(201).text("/id");
    var message = Map.of("client_message_id", UUID.randomUUID().toString(), "content", "Hello?");
    var sent = http.post("/api/v1/chat/sessions/" + session + "/messages", message).expect(201);
    return new Chat(session, sent.text("/message/id"), sent.text("/answer/id"));
  }

  private static void rate(Http http, Chat chat) {
    var feedback =
        "/api/v1/chat/sessions/" + chat.session() + "/messages/" + chat.answer() + "/feedback";
    // Refused until the answer is written.
    Eventually.within(
        Duration.ofSeconds(30), () -> http.put(feedback, Map.of("rating", "up")).status() == 200);
  }

  private String make(String kind, Map<String, ?> wanted) {
    return founder.post("/api/v1/" + kind, wanted).expect(201).text("/id");
  }

  /** That of the organization's own people. */
  private String team() {
    var workspace = founder.get("/api/v1/me").text("/application/id");
    return founder
        .get("/api/v1/teams?limit=100")
        .json()
        .path("data")
        .valueStream()
        .filter(team -> team.path("application_id").asText().equals(workspace))
        .findFirst()
        .orElseThrow()
        .path("id")
        .asText();
  }

  private String newProvider() {
    return make(
        "model-providers",
        Map.of(
            "name", UUID.randomUUID(), "kind", "openai", "base_url", modelAddress, "model", "m"));
  }

  private String newAppUser(String name) {
    return make(
        "app-users",
        Map.of("application_id", spare, "external_id", UUID.randomUUID(), "display_name", name));
  }

  private String newAccount(String name) {
    var wanted =
        Map.of(
            "email",
            name + "-" + UUID.randomUUID() + "@example.com",
            "password",
            PASSWORDS.getFirst(),
            "email_confirm",
            true);
    return secret.post("/auth/v1/admin/users", wanted).expect(200).text("/id");
  }

  /** Who was invited into an application and has not come yet. */
  private String newGuest() {
    var email = "guest-" + UUID.randomUUID() + "@example.com";
    return founder
        .post("/api/v1/app-users/invitations", Map.of("application_id", spare, "email", email))
        .expect(201)
        .text("/app_user/id");
  }

  private Answer newCustomerUser(String role) {
    var email = role + "-" + UUID.randomUUID() + "@example.com";
    var wanted = Map.of("email", email, "display_name", role, "role", role, "password", TOLD);
    return founder.post("/api/v1/customer-users", wanted).expect(201);
  }

  private Answer invited() {
    var email = "invited-" + UUID.randomUUID() + "@example.com";
    var wanted = Map.of("email", email, "display_name", "Invited", "by_mail", true);
    return founder.post("/api/v1/customer-users", wanted).expect(201);
  }

  private static String id(Answer customerUser) {
    return customerUser.text("/customer_user/id");
  }
}
