package io.sardonyx.platform.idempotency;

import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;

class IdempotencyIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.of("idempotency_keys", Rule.all(owner("app_user_id")))
            .workers("select", "delete")
            .perUser(
                """
                insert into platform.idempotency_keys
                  (organization_id, application_id, app_user_id, key, request_hash)
                values ({organization}, {application}, {user}, 'k', 'h')
                """));
  }
}
