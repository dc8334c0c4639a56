package io.sardonyx.identity.audit;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;

class AuditIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("audit_events", Rule.readInsert(ADMINISTRATORS, ORGANIZATION_MEMBERS))
            .workers("select", "insert", "delete")
            .perUser(
                """
                insert into platform.audit_events
                  (organization_id, application_id, app_user_id, action)
                values ({organization}, {application}, {user}, 'a')
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(RouteCase.forAdministrators("GET /api/v1/audit-events").openToKeys(200));
  }
}
