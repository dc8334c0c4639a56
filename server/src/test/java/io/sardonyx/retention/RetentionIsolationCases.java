package io.sardonyx.retention;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.NOBODY;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;
import java.util.Map;

class RetentionIsolationCases implements IsolationCases {
  private static final String RETENTION = "/api/v1/organization/retention";

  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("retention_rules", Rule.all(ADMINISTRATORS))
            .workers("select")
            .perOrganization(
                "insert into platform.retention_rules (organization_id) values ({organization})"),
        TableCase.of("retention_runs", Rule.readWrite(ADMINISTRATORS, NOBODY))
            .workers("select", "insert", "update", "delete")
            .perOrganization(
                """
                insert into platform.retention_runs
                  (organization_id, archived, deleted, started_at, finished_at)
                values ({organization}, 0, 0, now(), now())
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(
        RouteCase.forAdministrators("GET " + RETENTION),
        RouteCase.forAdministrators("PUT " + RETENTION).sending(Map.of()),
        RouteCase.forAdministrators("GET " + RETENTION + "/runs"));
  }
}
