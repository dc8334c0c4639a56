package io.sardonyx.identity.login;

import static io.sardonyx.isolation.Rule.NOBODY;
import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.isolation.Thing;
import java.util.List;
import java.util.Map;

class LoginIsolationCases implements IsolationCases {
  private static final String SESSIONS = "/api/v1/login-sessions";

  private static final Thing LOGIN_SESSION =
      Thing.of(
          "login session",
          things -> things.person().get("/api/v1/me").expect(200).text("/login_session_id"));

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "login_sessions",
                new Rule(owner("app_user_id"), NOBODY, owner("app_user_id"), NOBODY))
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.login_sessions
                  (id, organization_id, application_id, app_user_id, expires_at)
                values ({login_session}, {organization}, {application}, {user}, now())
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.open("POST " + SESSIONS),
        RouteCase.open("POST " + SESSIONS + "/refresh"),
        RouteCase.own("GET " + SESSIONS).showing(LOGIN_SESSION),
        RouteCase.own("DELETE " + SESSIONS)
            .openToLimited()
            .openBeforeSecondFactor()
            .bySomebodyNew(),
        // An API key has none to end.
        RouteCase.own("DELETE " + SESSIONS + "/current")
            .openToKeys(404)
            .openToLimited()
            .openBeforeSecondFactor()
            .bySomebodyNew(),
        RouteCase.personal("DELETE " + SESSIONS + "/{id}", LOGIN_SESSION)
            .openToLimited()
            .bySomebodyNew(),
        RouteCase.own("PUT /api/v1/me/password")
            .openToLimited()
            .sending(
                Map.of(
                    "current_password",
                    Tenants.PASSWORD,
                    "new_password",
                    "another that is long enough to be nobody's guess"))
            .bySomebodyNew());
  }
}
