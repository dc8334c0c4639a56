package io.sardonyx.usage;

import static io.sardonyx.isolation.Rule.ADMINISTRATORS;
import static io.sardonyx.isolation.Rule.owner;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.RouteCase;
import io.sardonyx.isolation.Rule;
import io.sardonyx.isolation.TableCase;
import java.util.List;

class UsageIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        // That what is settled stays is shown by the tests of the feature.
        TableCase.of(
                "token_usage",
                Rule.readWrite(owner("user_id").or(ADMINISTRATORS), owner("user_id")))
            .workers("select", "insert", "update")
            .redundant("api_update", "application", "application", "user")
            .redundantCondition("api_update", "(NOT is_settled)")
            .redundantCondition("api_delete", "(NOT is_settled)")
            .perUser(
                """
                insert into platform.token_usage (organization_id, application_id, user_id,
                  answer_id, purpose, model, prompt_tokens, completion_tokens, is_estimated,
                  is_settled)
                values ({organization}, {application}, {user}, {session}, 'answer', 'm', 1, 1,
                  false, false)
                """));
  }

  @Override
  public List<RouteCase> routes() {
    return List.of(RouteCase.forAdministrators("GET /api/v1/usage"));
  }
}
