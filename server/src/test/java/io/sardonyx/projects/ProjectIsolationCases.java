package io.sardonyx.projects;

import static io.sardonyx.isolation.Rule.NOT_DELETED;
import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import java.util.List;
import java.util.Map;

class ProjectIsolationCases implements IsolationCases {
  private static final String PROJECTS = "/api/v1/projects";
  private static final String ROUTE = PROJECTS + "/{id}";

  private static final Thing PROJECT =
      Thing.of(
              "project",
              things ->
                  things
                      .person()
                      .post(PROJECTS, Map.of("name", "Secret project"))
                      .expect(201)
                      .text("/id"))
          .shown(ProjectIsolationCases::path, "Secret project");

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "projects", Rule.readWrite(owner("user_id").and(NOT_DELETED), owner("user_id")))
            .workers("select", "update", "delete")
            .perUser(
                """
                insert into platform.projects
                  (organization_id, application_id, user_id, name, deleted_at)
                values ({organization}, {application}, {user}, 'p', null),
                  ({organization}, {application}, {user}, 'deleted', now())
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET " + PROJECTS).showing(PROJECT),
        RouteCase.own("POST " + PROJECTS).sending(Map.of("name", "intruder")),
        RouteCase.personal("GET " + ROUTE, PROJECT),
        RouteCase.personal("PATCH " + ROUTE, PROJECT).sending(Map.of("name", "intruder")),
        RouteCase.personal("DELETE " + ROUTE, PROJECT));
  }

  private static String path(Things things) {
    return PROJECTS + "/" + things.id(PROJECT);
  }
}
