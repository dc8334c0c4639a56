package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.isolation.Routes.Thing;
import io.sardonyx.testing.Http;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The colleague, and one of everything that is theirs or their organization's. */
record Victim(Http self, Tenants tenants, Map<Thing, String> things, String session) {

  static Victim in(Tenants tenants) {
    var self = tenants.colleague();
    var session =
        self.post("/api/v1/chat/sessions", Map.of("title", "Secret plans")).expect(201).text("/id");
    // A list of categories has no ids: by this it would be seen to have theirs.
    self.put("/api/v1/chat/sessions/" + session, Map.of("category", session)).expect(200);
    var sent =
        self.post(
                "/api/v1/chat/sessions/" + session + "/messages",
                Map.of("client_message_id", UUID.randomUUID().toString(), "content", "The secret"))
            .expect(201);
    var things = new EnumMap<Thing, String>(Thing.class);
    things.put(Thing.SESSION, session);
    things.put(Thing.MESSAGE, sent.text("/message/id"));
    things.put(Thing.ANSWER, sent.text("/answer/id"));
    things.put(Thing.LOGIN_SESSION, self.get("/api/v1/me").text("/login_session_id"));
    things.put(
        Thing.API_KEY,
        self.post("/api/v1/api-keys", Map.of("name", "k", "scopes", List.of("chat:read")))
            .expect(201)
            .text("/id"));
    things.put(
        Thing.FACTOR,
        self.post("/auth/v1/factors", Map.of("factor_type", "totp")).expect(200).text("/id"));
    things.put(
        Thing.PERSONA,
        self.post("/api/v1/personas", Map.of("name", "Secret persona")).expect(201).text("/id"));
    things.put(
        Thing.PROJECT,
        self.post("/api/v1/projects", Map.of("name", "Secret project")).expect(201).text("/id"));
    var owner = tenants.owner();
    things.put(Thing.APPLICATION, tenants.shop().id());
    things.put(Thing.APP_USER, self.get("/api/v1/me").expect(200).text("/user/id"));
    things.put(
        Thing.CUSTOMER_USER, owner.get("/api/v1/customer-users").expect(200).text("/data/0/id"));
    things.put(Thing.TEAM, owner.get("/api/v1/teams").expect(200).text("/data/0/id"));
    things.put(
        Thing.MODEL_PROVIDER,
        owner
            .post(
                "/api/v1/model-providers",
                Map.of(
                    "name", "provider " + UUID.randomUUID(),
                    "kind", "openai",
                    "base_url", "http://127.0.0.1:9",
                    "model", "m"))
            .expect(201)
            .text("/id"));
    return new Victim(self, tenants, things, session);
  }

  void assertUntouched() {
    assertThat(self.get("/api/v1/chat/sessions/" + session).expect(200).text("/title"))
        .isEqualTo("Secret plans");
    assertThat(self.get("/api/v1/chat/sessions/" + session + "/messages").expect(200).body())
        .contains("The secret")
        .doesNotContain("intruder");
    assertThat(self.get("/api/v1/api-keys").expect(200).body()).contains(things.get(Thing.API_KEY));
    assertThat(self.get("/auth/v1/user").expect(200).body()).contains(things.get(Thing.FACTOR));
    assertThat(self.get("/api/v1/personas").expect(200).body())
        .contains("Secret persona")
        .doesNotContain("intruder");
    assertThat(self.get("/api/v1/projects").expect(200).body())
        .contains("Secret project")
        .doesNotContain("intruder");
    var owner = tenants.owner();
    owner.get("/api/v1/applications/" + things.get(Thing.APPLICATION)).expect(200);
    owner.get("/api/v1/model-providers/" + things.get(Thing.MODEL_PROVIDER)).expect(200);
  }
}
