package io.sardonyx.identity.accounts;

import io.sardonyx.isolation.IsolationCases;
import io.sardonyx.isolation.TableCase;
import java.util.List;

class AccountIsolationCases implements IsolationCases {
  @Override
  public List<TableCase> tables() {
    return List.of(
        TableCase.forWorkersOnly("accounts")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.accounts (organization_id, application_id, app_user_id, email)
                values ({organization}, {application}, {user}, {user} || '@example.com')
                """),
        TableCase.forWorkersOnly("one_time_tokens")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.one_time_tokens (organization_id, application_id, app_user_id,
                  purpose, email, hash, code_hash, expires_at)
                values ({organization}, {application}, {user}, 'signup', 'a@example.com',
                  uuid_send(uuidv7()), 'h', now())
                """),
        TableCase.forWorkersOnly("auth_codes")
            .workers("select", "insert", "update", "delete")
            .perUser(
                """
                insert into platform.auth_codes (organization_id, application_id, app_user_id,
                  hash, method, code_challenge, code_challenge_method, expires_at)
                values ({organization}, {application}, {user}, uuid_send(uuidv7()), 'signup',
                  'challenge', 'plain', now())
                """));
  }
}
