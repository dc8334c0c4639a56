package io.sardonyx.identity.supabase.admin;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import java.util.List;

/** They are for backends, and ask for the application's secret themselves, and for nothing else. */
class AuthAdminIsolationCases implements IsolationCases {
  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.open("GET /auth/v1/admin/users"),
        RouteCase.open("POST /auth/v1/admin/users"),
        RouteCase.open("GET /auth/v1/admin/users/{id}"),
        RouteCase.open("PUT /auth/v1/admin/users/{id}"),
        RouteCase.open("DELETE /auth/v1/admin/users/{id}"),
        RouteCase.open("GET /auth/v1/admin/users/{id}/factors"),
        RouteCase.open("DELETE /auth/v1/admin/users/{id}/factors/{factor}"),
        RouteCase.open("POST /auth/v1/invite"),
        RouteCase.open("POST /auth/v1/admin/generate_link"));
  }
}
