package io.sardonyx.export;

import static io.sardonyx.sessions.ChatSessionIsolationCases.ROUTE;
import static io.sardonyx.sessions.ChatSessionIsolationCases.SESSION;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import java.util.List;

class ExportIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.personal("GET " + ROUTE + "/export", SESSION),
        RouteCase.own("GET /api/v1/chat/export").showing(SESSION));
  }
}
