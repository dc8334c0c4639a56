package io.sardonyx.identity.organizations;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.NOBODY;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;
import java.util.Map;

class OrganizationIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of(
                "organizations", new Rule(ORGANIZATION_MEMBERS, NOBODY, ADMINISTRATORS, NOBODY))
            .workers("select", "insert")
            .perOrganization(
                "insert into platform.organizations (id, name) values ({organization}, 'o')"));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.own("GET /api/v1/organization").openToKeys(200),
        RouteCase.forAdministrators("PATCH /api/v1/organization").sending(Map.of("name", "North")));
  }
}
