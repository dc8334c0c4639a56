package io.sardonyx.identity.people;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.STAFF;

import io.sardonyx.identity.applications.ApplicationIsolationCases;
import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import io.sardonyx.isolation.Tenants;
import io.sardonyx.isolation.Thing;
import io.sardonyx.isolation.Things;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

class PeopleIsolationCases implements IsolationCases {
  private static final String PEOPLE = "/api/v1/customer-users";
  private static final String PERSON = PEOPLE + "/{id}";
  private static final String TEAMS = "/api/v1/teams";
  private static final String TEAM_ROUTE = TEAMS + "/{id}";
  private static final String MEMBER = TEAM_ROUTE + "/members/{customer_user_id}";

  /** Who was invited and has not accepted yet. */
  private static final Thing CUSTOMER_USER =
      Thing.of("customer user", things -> create(things, Map.of("by_mail", true)))
          .shown(PeopleIsolationCases::person, "Invited");

  private static final Thing WITH_PASSWORD =
      Thing.of(
          "customer user with a password",
          things -> create(things, Map.of("password", Tenants.PASSWORD)));

  /** Of an application of its own. */
  private static final Thing TEAM =
      Thing.of("team", PeopleIsolationCases::team)
          .shown(things -> TEAMS + "/" + things.id(PeopleIsolationCases.TEAM), "Secret");

  private static final Thing MEMBER_OF_TEAM =
      Thing.of("member of a team", PeopleIsolationCases::member);

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("customer_users", Rule.readWrite(STAFF, ADMINISTRATORS))
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.customer_users (id, organization_id, email, display_name)
                values ({user}, {organization}, {user} || '@example.com', 'p')
                """),
        TableCase.of("teams", Rule.readWrite(STAFF, ADMINISTRATORS))
            .workers("select", "insert", "update", "delete")
            .perApplication(
                """
                insert into platform.teams (id, organization_id, application_id, name)
                values ({application}, {organization}, {application}, 't')
                """),
        TableCase.of("customer_user_teams", Rule.readWrite(STAFF, ADMINISTRATORS))
            .workers("select", "insert", "update")
            .perUser(
                """
                insert into platform.customer_user_teams
                  (customer_user_id, team_id, organization_id, role)
                values ({user}, {application}, {organization}, 'viewer')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return Stream.concat(people().stream(), teams().stream()).toList();
  }

  private static List<RouteCase> people() {
    return List.of(
        RouteCase.forStaff("GET " + PEOPLE),
        RouteCase.forAdministrators("POST " + PEOPLE)
            .sending(things -> wanted(Map.of("by_mail", true))),
        RouteCase.forStaff("GET " + PERSON, CUSTOMER_USER),
        RouteCase.forAdministrators("PATCH " + PERSON, CUSTOMER_USER)
            .sending(Map.of("display_name", "Intruder")),
        RouteCase.forAdministrators("DELETE " + PERSON, CUSTOMER_USER),
        RouteCase.forAdministrators("POST " + PERSON + "/password-reset", WITH_PASSWORD),
        RouteCase.forAdministrators("DELETE " + PERSON + "/factors", CUSTOMER_USER),
        RouteCase.forAdministrators("POST " + PERSON + "/invitation", CUSTOMER_USER));
  }

  private static List<RouteCase> teams() {
    return List.of(
        RouteCase.forStaff("GET " + TEAMS),
        RouteCase.forStaff("GET " + TEAM_ROUTE, TEAM),
        RouteCase.forAdministrators("PATCH " + TEAM_ROUTE, TEAM)
            .sending(Map.of("name", "intruder")),
        RouteCase.forStaff("GET " + TEAM_ROUTE + "/members", TEAM),
        RouteCase.forAdministrators("PUT " + MEMBER, TEAM, CUSTOMER_USER)
            .sending(Map.of("role", "viewer")),
        RouteCase.forAdministrators("DELETE " + MEMBER, TEAM, MEMBER_OF_TEAM));
  }

  private static String person(Things things) {
    return PEOPLE + "/" + things.id(CUSTOMER_USER);
  }

  private static String create(Things things, Map<String, Object> more) {
    return things.administrator().post(PEOPLE, wanted(more)).expect(201).text("/customer_user/id");
  }

  private static Map<String, Object> wanted(Map<String, Object> more) {
    var wanted = new HashMap<String, Object>();
    wanted.put("email", "invited-" + UUID.randomUUID() + "@example.com");
    wanted.put("display_name", "Invited");
    wanted.putAll(more);
    return wanted;
  }

  private static String team(Things things) {
    var application = things.id(ApplicationIsolationCases.APPLICATION);
    for (var team : things.administrator().get(TEAMS).expect(200).json().path("data")) {
      if (team.path("application_id").asText().equals(application)) {
        return team.path("id").asText();
      }
    }
    throw new AssertionError("no team of " + application);
  }

  private static String member(Things things) {
    var member = create(things, Map.of("by_mail", true));
    things
        .administrator()
        .put(TEAMS + "/" + things.id(TEAM) + "/members/" + member, Map.of("role", "viewer"))
        .expect(204);
    return member;
  }
}
