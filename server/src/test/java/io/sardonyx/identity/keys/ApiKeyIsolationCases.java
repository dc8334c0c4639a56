package io.sardonyx.identity.keys;

import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import java.util.List;
import java.util.Map;

class ApiKeyIsolationCases implements IsolationCases {
  private static final String KEYS = "/api/v1/api-keys";
  private static final Object BODY = Map.of("name", "k", "scopes", List.of("chat:read"));

  private static final Thing API_KEY =
      Thing.of("API key", things -> things.person().post(KEYS, BODY).expect(201).text("/id"))
          .shown(things -> KEYS);

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("api_keys", Rule.all(owner("app_user_id")))
            .workers("select", "update")
            .perUser(
                """
                insert into platform.api_keys
                  (organization_id, application_id, app_user_id, name, prefix, hash, scopes)
                values ({organization}, {application}, {user}, 'k', 'k', uuid_send(uuidv7()), '{}')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET " + KEYS).showing(API_KEY),
        RouteCase.own("POST " + KEYS).sending(BODY),
        RouteCase.personal("DELETE " + KEYS + "/{id}", API_KEY));
  }
}
