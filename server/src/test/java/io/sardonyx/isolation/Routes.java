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
     * Things of an organization: they do not exist for other organizations (404); in their own, who
     * lacks the right is told so (403), whatever ids they name.
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
    FACTOR,
    API_KEY,
    APPLICATION,
    APP_USER,
    CUSTOMER_USER,
    TEAM,
    MODEL_PROVIDER,
    PERSONA,
    PROJECT
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
  private static final Object FACTOR_BODY =
      Map.of("challenge_id", UUID.randomUUID().toString(), "code", "000000");
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
    all.putAll(personasAndProjects());
    all.putAll(sharingAndFeedback());
    all.putAll(ownAccount());
    all.putAll(organization());
    all.putAll(applications());
    all.putAll(modelProviders());
    all.putAll(supabaseAuth());
    return all;
  }

  private static Map<String, Route> open() {
    return Map.ofEntries(
        open("POST /api/v1/login-sessions"),
        open("POST /api/v1/login-sessions/refresh"),
        open("GET /.well-known/jwks.json"),
        open("GET /health"),
        open("GET /ready"),
        open("GET /metrics"),
        open("GET /api/v1/shared/{token}"));
  }

  /** Those for backends ask for the application's secret themselves, and for nothing else. */
  private static Map<String, Route> supabaseAuth() {
    return Map.ofEntries(
        open("POST /auth/v1/signup"),
        open("POST /auth/v1/token"),
        open("POST /auth/v1/recover"),
        open("POST /auth/v1/otp"),
        open("POST /auth/v1/resend"),
        open("POST /auth/v1/verify"),
        open("GET /auth/v1/verify"),
        open("POST /auth/v1/verify/link"),
        open("GET /auth/v1/settings"),
        open("GET /auth/v1/health"),
        open("GET /auth/v1/.well-known/jwks.json"),
        open("GET /auth/v1/admin/users"),
        open("POST /auth/v1/admin/users"),
        open("GET /auth/v1/admin/users/{id}"),
        open("PUT /auth/v1/admin/users/{id}"),
        open("DELETE /auth/v1/admin/users/{id}"),
        open("GET /auth/v1/admin/users/{id}/factors"),
        open("DELETE /auth/v1/admin/users/{id}/factors/{factor}"),
        open("POST /auth/v1/invite"),
        open("POST /auth/v1/admin/generate_link"),
        own("GET /auth/v1/user", null),
        own("PUT /auth/v1/user", Map.of("data", Map.of("by", "intruder"))),
        own("POST /auth/v1/logout", null),
        own("POST /auth/v1/factors", Map.of("factor_type", "totp")),
        personal("POST /auth/v1/factors/{id}/challenge", Map.of(), Thing.FACTOR),
        personal("POST /auth/v1/factors/{id}/verify", FACTOR_BODY, Thing.FACTOR),
        personal("DELETE /auth/v1/factors/{id}", null, Thing.FACTOR));
  }

  private static Map<String, Route> conversations() {
    return Map.ofEntries(
        own("GET " + SESSIONS, null),
        own("GET /api/v1/chat/search", null),
        own("GET /api/v1/chat/categories", null),
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

  /** The victim's persona is their own. */
  private static Map<String, Route> personasAndProjects() {
    var personas = "/api/v1/personas";
    var persona = personas + "/{id}";
    var projects = "/api/v1/projects";
    var project = projects + "/{id}";
    return Map.ofEntries(
        reading("GET /api/v1/models", Readers.APPLICATION),
        own("GET " + personas, null),
        own("POST " + personas, Map.of("name", "intruder")),
        personal("GET " + persona, null, Thing.PERSONA),
        personal("PATCH " + persona, Map.of("name", "intruder"), Thing.PERSONA),
        personal("DELETE " + persona, null, Thing.PERSONA),
        own("GET " + projects, null),
        own("POST " + projects, Map.of("name", "intruder")),
        personal("GET " + project, null, Thing.PROJECT),
        personal("PATCH " + project, Map.of("name", "intruder"), Thing.PROJECT),
        personal("DELETE " + project, null, Thing.PROJECT));
  }

  private static Map<String, Route> sharingAndFeedback() {
    var retention = "/api/v1/organization/retention";
    var thumb = Map.of("rating", "down");
    var completion =
        Map.of("model", "m", "messages", List.of(Map.of("role", "user", "content", "x")));
    return Map.ofEntries(
        personal("POST " + SESSION + "/share", Map.of(), Thing.SESSION),
        personal("GET " + SESSION + "/share", null, Thing.SESSION),
        personal("DELETE " + SESSION + "/share", null, Thing.SESSION),
        personal("PUT " + ANSWER + "/feedback", thumb, Thing.SESSION, Thing.ANSWER),
        personal("DELETE " + ANSWER + "/feedback", null, Thing.SESSION, Thing.ANSWER),
        personal("GET " + SESSION + "/feedback", null, Thing.SESSION),
        personal("GET " + SESSION + "/export", null, Thing.SESSION),
        own("GET /v1/models", null),
        personal("GET /v1/models/{model}", null, Thing.PERSONA),
        own("POST /v1/chat/completions", completion),
        own("GET /api/v1/chat/export", null),
        reading("GET /api/v1/feedback", Readers.ADMINISTRATORS),
        reading("GET /api/v1/usage", Readers.ADMINISTRATORS),
        reading("GET " + retention, Readers.ADMINISTRATORS),
        changing("PUT " + retention, Map.of()),
        reading("GET " + retention + "/runs", Readers.ADMINISTRATORS));
  }

  private static Map<String, Route> ownAccount() {
    return Map.ofEntries(
        own("GET /api/v1/login-sessions", null),
        own("DELETE /api/v1/login-sessions", null),
        own("DELETE /api/v1/login-sessions/current", null),
        personal("DELETE /api/v1/login-sessions/{id}", null, Thing.LOGIN_SESSION),
        own("GET /api/v1/caller", null),
        own("GET /api/v1/me", null),
        own("PATCH /api/v1/me", Map.of("display_name", "Intruder")),
        own("GET /api/v1/me/preferences", null),
        own("PATCH /api/v1/me/preferences", Map.of("preferences", Map.of("theme", "dark"))),
        own("PUT /api/v1/me/password", Map.of("current_password", "x", "new_password", "y")),
        own("GET /api/v1/me/recovery-codes", null),
        own("POST /api/v1/me/recovery-codes", null),
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
        changing("DELETE " + person + "/factors", null, Thing.CUSTOMER_USER),
        changing("POST " + person + "/invitation", null, Thing.CUSTOMER_USER),
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
    var invitation =
        Map.of("application_id", UUID.randomUUID().toString(), "email", "intruder@example.com");
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
        changing("DELETE " + user + "/login-sessions", null, Thing.APP_USER),
        changing("POST " + users + "/invitations", invitation),
        changing("POST " + user + "/invitation", null, Thing.APP_USER),
        changing("POST " + user + "/password-mail", null, Thing.APP_USER));
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
