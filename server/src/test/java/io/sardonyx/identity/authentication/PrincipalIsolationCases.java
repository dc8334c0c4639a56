package io.sardonyx.identity.authentication;

import static io.sardonyx.isolation.Rule.NOBODY;
import static io.sardonyx.isolation.Rule.ORGANIZATION_MEMBERS;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;

class PrincipalIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("standing_changes", Rule.readInsert(NOBODY, ORGANIZATION_MEMBERS))
            .workers("select", "insert", "delete")
            .perUser(
                """
                insert into platform.standing_changes (organization_id, subject_id)
                values ({organization}, {user})
                """));
  }
}
