package io.sardonyx.identity.supabase.factors;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import io.sardonyx.testing.Authenticator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class AuthFactorIsolationCases implements IsolationCases {
  private static final String FACTORS = "/auth/v1/factors";
  private static final String ROUTE = FACTORS + "/{id}";

  private static final Thing FACTOR =
      Thing.of("factor", AuthFactorIsolationCases::enrol).shown(things -> "/auth/v1/user");

  /** The six digits with which the factor is shown: known from when it was enrolled. */
  private static final Thing CODE =
      Thing.of(
          "digits of the factor",
          things -> {
            throw new IllegalStateException("There is no factor yet");
          });

  private static final Thing CHALLENGE =
      Thing.of(
          "challenge of the factor",
          things ->
              things
                  .person()
                  .post(FACTORS + "/" + things.id(FACTOR) + "/challenge", Map.of())
                  .expect(200)
                  .text("/id"));

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("POST " + FACTORS)
            .openToLimited()
            .sending(things ->
                Map.of("factor_type", "totp", "friendly_name", UUID.randomUUID().toString())),
        RouteCase.personal("POST " + ROUTE + "/challenge", FACTOR)
            .openToLimited()
            .openBeforeSecondFactor()
            .sending(Map.of()),
        RouteCase.personal("POST " + ROUTE + "/verify", FACTOR)
            .openToLimited()
            .openBeforeSecondFactor()
            .sending(
                things -> Map.of("challenge_id", things.id(CHALLENGE), "code", things.id(CODE)))
            .bySomebodyNew(),
        RouteCase.personal("DELETE " + ROUTE, FACTOR).openToLimited().openBeforeSecondFactor());
  }

  private static String enrol(Things things) {
    var authenticator = Authenticator.enrolled(things.person(), UUID.randomUUID().toString());
    things.put(CODE, authenticator.digits(0));
    return authenticator.factorId();
  }
}
