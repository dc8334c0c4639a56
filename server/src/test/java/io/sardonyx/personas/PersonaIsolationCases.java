package io.sardonyx.personas;

import static io.sardonyx.isolation.Rule.APPLICATION_MEMBERS;
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

public class PersonaIsolationCases implements IsolationCases {
  private static final String PERSONAS = "/api/v1/personas";
  private static final String ROUTE = PERSONAS + "/{id}";

  /** The person's own. */
  public static final Thing PERSONA =
      Thing.of(
              "persona",
              things ->
                  things
                      .person()
                      .post(PERSONAS, Map.of("name", "Secret persona"))
                      .expect(201)
                      .text("/id"))
          .shown(PersonaIsolationCases::path, "Secret persona");

  private static final Rule.Allowed CURATORS =
      APPLICATION_MEMBERS.and((caller, row) -> caller.isCurator() && row.id("owner_id") == null);

  /** Everybody's, or one's role's. */
  private static final Rule.Allowed OFFERED =
      APPLICATION_MEMBERS.and((caller, row) ->
          row.id("owner_id") == null
              && (row.json().contains("\"roles\": null")
                  || row.json().contains("\"" + caller.role() + "\"")));

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "personas",
                Rule.readWrite(
                    owner("owner_id").or(CURATORS).or(OFFERED).and(NOT_DELETED),
                    owner("owner_id").or(CURATORS)))
            .workers("select", "insert", "update", "delete")
            .perApplication(
                """
                insert into platform.personas
                  (organization_id, application_id, name, roles, deleted_at)
                values ({organization}, {application}, 'for everyone', null, null),
                  ({organization}, {application}, 'for some', array['app_user'], null),
                  ({organization}, {application}, 'deleted', null, now())
                """)
            .perUser(
                """
                insert into platform.personas (organization_id, application_id, owner_id, name)
                values ({organization}, {application}, {user}, 'own')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET " + PERSONAS).showing(PERSONA),
        RouteCase.own("POST " + PERSONAS).sending(Map.of("name", "intruder")),
        RouteCase.personal("GET " + ROUTE, PERSONA),
        RouteCase.personal("PATCH " + ROUTE, PERSONA).sending(Map.of("name", "intruder")),
        RouteCase.personal("DELETE " + ROUTE, PERSONA));
  }

  private static String path(Things things) {
    return PERSONAS + "/" + things.id(PERSONA);
  }
}
