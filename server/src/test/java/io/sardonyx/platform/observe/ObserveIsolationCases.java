package io.sardonyx.platform.observe;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import java.util.List;

class ObserveIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.open("GET /health"),
        RouteCase.open("GET /ready"),
        RouteCase.open("GET /metrics"));
  }
}
