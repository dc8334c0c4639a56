package io.sardonyx.identity.supabase;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import java.util.List;
import java.util.Map;

class AuthIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.open("POST /auth/v1/signup"),
        RouteCase.open("POST /auth/v1/token"),
        RouteCase.open("POST /auth/v1/recover"),
        RouteCase.open("POST /auth/v1/otp"),
        RouteCase.open("POST /auth/v1/resend"),
        RouteCase.open("POST /auth/v1/verify"),
        RouteCase.open("GET /auth/v1/verify"),
        RouteCase.open("POST /auth/v1/verify/link"),
        RouteCase.open("GET /auth/v1/settings"),
        RouteCase.open("GET /auth/v1/health"),
        RouteCase.open("GET /auth/v1/.well-known/jwks.json"),
        RouteCase.open("POST /auth/v1/magiclink"),
        RouteCase.open("GET /auth/v1/.well-known/openid-configuration"),
        RouteCase.own("GET /auth/v1/user").openBeforeSecondFactor(),
        RouteCase.own("PUT /auth/v1/user")
            .openToLimited()
            .sending(Map.of("data", Map.of("by", "themselves"))),
        RouteCase.own("POST /auth/v1/logout")
            .openToLimited()
            .openBeforeSecondFactor()
            .bySomebodyNew());
  }
}
