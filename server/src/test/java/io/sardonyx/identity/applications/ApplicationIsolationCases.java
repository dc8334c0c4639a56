package io.sardonyx.identity.applications;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.NOT_DELETED;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;
import static io.sardonyx.isolation.Rule.STAFF;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import java.util.List;
import java.util.Map;
import java.util.UUID;

public class ApplicationIsolationCases implements IsolationCases {
  private static final String APPLICATIONS = "/api/v1/applications";
  private static final String ROUTE = APPLICATIONS + "/{id}";

  /** That nobody is in yet. */
  public static final Thing APPLICATION =
      Thing.of(
              "application",
              things ->
                  things
                      .administrator()
                      .post(APPLICATIONS, Map.of("name", "Secret " + UUID.randomUUID()))
                      .expect(201)
                      .text("/id"))
          .shown(ApplicationIsolationCases::path, "Secret");

  private static final Rule.Allowed OWN_APPLICATION =
      ORGANIZATION_MEMBERS.and((caller, row) -> row.has("id", caller.application()));

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "applications",
                Rule.readWrite(STAFF.or(OWN_APPLICATION).and(NOT_DELETED), ADMINISTRATORS))
            .workers("select", "insert", "update", "delete")
            .perApplication(someone ->
                """
                insert into platform.applications
                  (id, organization_id, name, is_workspace, publishable_key)
                values ({application}, {organization}, {application}, %s, {application})
                """
                    .formatted(someone.isInWorkspace()))
            // A neighbour of it that is deleted, and waits for the job that removes it.
            .perApplication(
                """
                insert into platform.applications
                  (id, organization_id, name, publishable_key, is_active, deleted_at)
                values ({deleted_application}, {organization}, {deleted_application},
                  {deleted_application}, false, now())
                """),
        TableCase.forWorkersOnly("application_secrets")
            .workers("select", "insert", "update")
            .perApplication(
                """
                insert into platform.application_secrets
                  (application_id, organization_id, sealed_secret)
                values ({application}, {organization}, 's')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.forStaff("GET " + APPLICATIONS),
        RouteCase.forAdministrators("POST " + APPLICATIONS)
            .sending(things -> Map.of("name", "intruder " + UUID.randomUUID())),
        RouteCase.forStaff("GET " + ROUTE, APPLICATION),
        RouteCase.forAdministrators("PATCH " + ROUTE, APPLICATION)
            .sending(things -> Map.of("name", "intruder " + UUID.randomUUID())),
        RouteCase.forAdministrators("DELETE " + ROUTE, APPLICATION),
        RouteCase.forAdministrators("POST " + ROUTE + "/secret", APPLICATION));
  }

  private static String path(Things things) {
    return APPLICATIONS + "/" + things.id(APPLICATION);
  }
}
