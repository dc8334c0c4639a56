package io.sardonyx.isolation;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How each route is to be tried by those who may not use it. The test fails for a route of the
 * OpenAPI document that is not here, and for one here that is gone.
 */
final class Routes {
  private Routes() {}

  sealed interface Route {
    /** For anybody, signed in or not. */
    record Open() implements Route {}

    /** The caller's own things only: whatever is asked, nothing of others is in the answer. */
    record Own(@Nullable Object body) implements Route {}

    /**
     * Things of one person: for everybody else, and be it the organization's owner, they do not
     * exist.
     *
     * @param things whose ids stand in the path, in its order
     */
    record Personal(List<Thing> things, @Nullable Object body) implements Route {}

    /**
     * Things of an organization: they do not exist for other organizations; in their own, who lacks
     * the role is refused.
     *
     * @param seenBy who may read it without a right to change it
     */
    record Organizational(List<Thing> things, @Nullable Object body, Readers seenBy)
        implements Route {}
  }

  /** Who reads what belongs to an organization. */
  enum Readers {
    ADMINISTRATORS,
    /** Every member of the organization. */
    STAFF,
    /** Also the users of an application, but only what is their application's. */
    APPLICATION
  }

  /** What a path can name. */
  enum Thing {
    SESSION,
    MESSAGE,
    ANSWER,
    LOGIN_SESSION,
    API_KEY,
    APPLICATION,
    APP_USER,
    CUSTOMER_USER,
    TEAM,
    MODEL_PROVIDER
  }

  private static final Object MESSAGE_BODY =
      Map.of(
          "client_message_id",
          UUID.randomUUID().toString(),
          "content",
          "intruder",
          "answer",
          false);
  private static final Object ANSWER_BODY =
      Map.of("client_message_id", UUID.randomUUID().toString());
  private static final Object PROVIDER_BODY =
      Map.of(
          "name", "intruder " + UUID.randomUUID(),
          "kind", "openai",
          "base_url", "http://127.0.0.1:9",
          "model", "m");

  private static final String SESSIONS = "/api/v1/chat/sessions";
  private static final String SESSION = SESSIONS + "/{id}";
  private static final String MESSAGE = SESSION + "/messages/{message}";
  private static final String ANSWER = SESSION + "/messages/{answer}";

  static final Map<String, Route> OF = all();

  private static Map<String, Route> all() {
    var all = new TreeMap<String, Route>();
    all.putAll(open());
    all.putAll(conversations());
    all.putAll(ownAccount());
    all.putAll(organization());
    all.putAll(applications());
    all.putAll(modelProviders());
    return all;
  }

  private static Map<String, Route> open() {
    return Map.ofEntries(
        open("POST /api/v1/login-sessions"),
        open("POST /api/v1/login-sessions/refresh"),
        open("GET /.well-known/jwks.json"),
        open("GET /health"),
        open("GET /ready"),
        open("GET /metrics"));
  }

  private static Map<String, Route> conversations() {
    return Map.ofEntries(
        own("GET " + SESSIONS, null),
        own("POST " + SESSIONS, Map.of("title", "intruder")),
        personal("GET " + SESSION, null, Thing.SESSION),
        personal("PUT " + SESSION, Map.of("title", "intruder"), Thing.SESSION),
        personal("DELETE " + SESSION, null, Thing.SESSION),
        personal("POST " + SESSION + "/restore", null, Thing.SESSION),
        personal("GET " + SESSION + "/messages", null, Thing.SESSION),
        personal("POST " + SESSION + "/messages", MESSAGE_BODY, Thing.SESSION),
        personal("POST " + SESSION + "/messages/stream", MESSAGE_BODY, Thing.SESSION),
        personal("DELETE " + SESSION + "/messages", null, Thing.SESSION),
        personal("PUT " + MESSAGE + "/shown", null, Thing.SESSION, Thing.MESSAGE),
        personal("POST " + MESSAGE + "/answers", ANSWER_BODY, Thing.SESSION, Thing.MESSAGE),
        personal("POST " + ANSWER + "/stop", null, Thing.SESSION, Thing.ANSWER),
        personal("GET " + ANSWER + "/stream", null, Thing.SESSION, Thing.ANSWER));
  }

  private static Map<String, Route> ownAccount() {
    return Map.ofEntries(
        own("GET /api/v1/login-sessions", null),
        own("DELETE /api/v1/login-sessions", null),
        own("DELETE /api/v1/login-sessions/current", null),
        personal("DELETE /api/v1/login-sessions/{id}", null, Thing.LOGIN_SESSION),
        own("GET /api/v1/me", null),
        own("PATCH /api/v1/me", Map.of("display_name", "Intruder")),
        own("PUT /api/v1/me/password", Map.of("current_password", "x", "new_password", "y")),
        own("GET /api/v1/api-keys", null),
        own("POST /api/v1/api-keys", Map.of("name", "k", "scopes", List.of("chat:read"))),
        personal("DELETE /api/v1/api-keys/{id}", null, Thing.API_KEY),
        own("GET /api/v1/organization", null));
  }

  private static Map<String, Route> organization() {
    var people = "/api/v1/customer-users";
    var person = people + "/{id}";
    var teams = "/api/v1/teams";
    var team = teams + "/{id}";
    var member = team + "/members/{customer_user_id}";
    var somebody = Map.of("email", "intruder@example.com", "display_name", "Intruder");
    var viewer = Map.of("role", "viewer");
    return Map.ofEntries(
        changing("PATCH /api/v1/organization", Map.of("name", "intruder")),
        reading("GET /api/v1/audit-events", Readers.ADMINISTRATORS),
        reading("GET " + people, Readers.STAFF),
        changing("POST " + people, somebody),
        reading("GET " + person, Readers.STAFF, Thing.CUSTOMER_USER),
        changing("PATCH " + person, Map.of("display_name", "intruder"), Thing.CUSTOMER_USER),
        changing("DELETE " + person, null, Thing.CUSTOMER_USER),
        changing("POST " + person + "/password-reset", null, Thing.CUSTOMER_USER),
        reading("GET " + teams, Readers.STAFF),
        reading("GET " + team, Readers.STAFF, Thing.TEAM),
        changing("PATCH " + team, Map.of("name", "intruder"), Thing.TEAM),
        reading("GET " + team + "/members", Readers.STAFF, Thing.TEAM),
        changing("PUT " + member, viewer, Thing.TEAM, Thing.CUSTOMER_USER),
        changing("DELETE " + member, null, Thing.TEAM, Thing.CUSTOMER_USER));
  }

  private static Map<String, Route> applications() {
    var applications = "/api/v1/applications";
    var application = applications + "/{id}";
    var users = "/api/v1/app-users";
    var user = users + "/{id}";
    var newUser = Map.of("external_id", "intruder", "display_name", "Intruder");
    return Map.ofEntries(
        reading("GET " + applications, Readers.STAFF),
        changing("POST " + applications, Map.of("name", "intruder")),
        reading("GET " + application, Readers.STAFF, Thing.APPLICATION),
        changing("PATCH " + application, Map.of("name", "intruder"), Thing.APPLICATION),
        changing("DELETE " + application, null, Thing.APPLICATION),
        changing("POST " + application + "/secret", null, Thing.APPLICATION),
        reading("GET " + users, Readers.APPLICATION),
        changing("POST " + users, newUser),
        reading("GET " + user, Readers.APPLICATION, Thing.APP_USER),
        changing("PATCH " + user, Map.of("role", "admin"), Thing.APP_USER),
        changing("DELETE " + user, null, Thing.APP_USER),
        changing("DELETE " + user + "/login-sessions", null, Thing.APP_USER));
  }

  private static Map<String, Route> modelProviders() {
    var providers = "/api/v1/model-providers";
    var provider = providers + "/{id}";
    return Map.ofEntries(
        reading("GET " + providers, Readers.ADMINISTRATORS),
        changing("POST " + providers, PROVIDER_BODY),
        reading("GET " + provider, Readers.ADMINISTRATORS, Thing.MODEL_PROVIDER),
        changing("PUT " + provider, PROVIDER_BODY, Thing.MODEL_PROVIDER),
        changing("DELETE " + provider, null, Thing.MODEL_PROVIDER),
        changing("POST " + provider + "/test", null, Thing.MODEL_PROVIDER));
  }

  private static Map.Entry<String, Route> open(String route) {
    return Map.entry(route, new Route.Open());
  }

  private static Map.Entry<String, Route> own(String route, @Nullable Object body) {
    return Map.entry(route, new Route.Own(body));
  }

  private static Map.Entry<String, Route> personal(
      String route, @Nullable Object body, Thing... things) {
    return Map.entry(route, new Route.Personal(List.of(things), body));
  }

  private static Map.Entry<String, Route> reading(String route, Readers seenBy, Thing... things) {
    return Map.entry(route, new Route.Organizational(List.of(things), null, seenBy));
  }

  private static Map.Entry<String, Route> changing(
      String route, @Nullable Object body, Thing... things) {
    return Map.entry(
        route, new Route.Organizational(List.of(things), body, Readers.ADMINISTRATORS));
  }
}
