package io.sardonyx.identity.appusers;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.APPLICATION_MEMBERS;
import static io.sardonyx.isolation.Rule.NOT_DELETED;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;
import static io.sardonyx.isolation.Rule.STAFF;

import io.sardonyx.identity.applications.ApplicationIsolationCases;
import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class AppUserIsolationCases implements IsolationCases {
  private static final String USERS = "/api/v1/app-users";
  private static final String USER = USERS + "/{id}";

  /** Of an application that nobody else is in, with an address to write to. */
  private static final Thing APP_USER =
      Thing.of(
              "app user",
              things ->
                  things
                      .administrator()
                      .post(USERS + "/invitations", invitation(things))
                      .expect(201)
                      .text("/app_user/id"))
          .shown(AppUserIsolationCases::path, "Invited");

  private static final String OF_DELETED = "of a deleted application";

  /** Who was in an application that is deleted is deleted with it. */
  private static final Rule.Allowed APPLICATION_IS_THERE =
      (caller, row) -> !row.json().contains("\"external_id\": \"" + OF_DELETED + "\"");

  private static final Rule.Allowed SELF =
      ORGANIZATION_MEMBERS.and((caller, row) -> row.has("id", caller.user()));

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "app_users",
                new Rule(
                    APPLICATION_MEMBERS.or(STAFF).and(NOT_DELETED).and(APPLICATION_IS_THERE),
                    ADMINISTRATORS,
                    ADMINISTRATORS.or(SELF),
                    ADMINISTRATORS))
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.app_users
                  (id, organization_id, application_id, external_id, display_name)
                values ({user}, {organization}, {application}, {user}, 'u')
                """)
            .perApplication(
                """
                insert into platform.app_users
                  (organization_id, application_id, external_id, display_name, deleted_at)
                values ({organization}, {application}, 'deleted', 'deleted', now())
                """)
            .perApplication(
                """
                insert into platform.app_users
                  (organization_id, application_id, external_id, display_name)
                values ({organization}, {deleted_application}, '%s', 'u')
                """
                    .formatted(OF_DELETED)));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.forApplicationMembers("GET " + USERS),
        RouteCase.forAdministrators("POST " + USERS).sending(AppUserIsolationCases::user),
        RouteCase.forApplicationMembers("GET " + USER, APP_USER),
        RouteCase.forAdministrators("PATCH " + USER, APP_USER).sending(Map.of("role", "admin")),
        RouteCase.forAdministrators("DELETE " + USER, APP_USER),
        RouteCase.forAdministrators("DELETE " + USER + "/login-sessions", APP_USER),
        RouteCase.forAdministrators("POST " + USERS + "/invitations")
            .sending(AppUserIsolationCases::invitation),
        RouteCase.forAdministrators("POST " + USER + "/invitation", APP_USER),
        RouteCase.forAdministrators("POST " + USER + "/password-mail", APP_USER));
  }

  private static String path(Things things) {
    return USERS + "/" + things.id(APP_USER);
  }

  private static Object user(Things things) {
    return Map.of(
        "application_id",
        things.id(ApplicationIsolationCases.APPLICATION),
        "external_id",
        "intruder " + UUID.randomUUID(),
        "display_name",
        "Intruder");
  }

  private static Object invitation(Things things) {
    return Map.of(
        "application_id",
        things.id(ApplicationIsolationCases.APPLICATION),
        "email",
        "invited-" + UUID.randomUUID() + "@example.com",
        "display_name",
        "Invited");
  }
}
