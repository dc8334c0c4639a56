package io.sardonyx.identity.factors;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.testing.Authenticator;
import java.util.List;

class FactorIsolationCases implements IsolationCases {
  private static final String CODES = "/api/v1/me/recovery-codes";

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.forWorkersOnly("factors")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.factors
                  (organization_id, application_id, app_user_id, id, friendly_name, sealed_secret)
                values ({organization}, {application}, {user}, {factor}, 'f', 's')
                """),
        TableCase.forWorkersOnly("factor_challenges")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.factor_challenges
                  (id, organization_id, login_session_id, factor_id, expires_at)
                values (uuidv7(), {organization}, {login_session}, {factor}, now())
                """),
        TableCase.forWorkersOnly("recovery_codes")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.recovery_codes
                  (organization_id, application_id, app_user_id, hash)
                values ({organization}, {application}, {user}, uuid_send(uuidv7()))
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET " + CODES),
        // Only who has shown a second factor a short while ago gets them.
        RouteCase.own("POST " + CODES)
            .openToLimited()
            .after(things -> Authenticator.verified(things.person()))
            .bySomebodyNew());
  }
}
