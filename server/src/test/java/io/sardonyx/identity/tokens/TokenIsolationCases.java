package io.sardonyx.identity.tokens;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import java.util.List;

class TokenIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.open("GET /.well-known/jwks.json"),
        RouteCase.open("GET /.well-known/openid-configuration"));
  }
}
