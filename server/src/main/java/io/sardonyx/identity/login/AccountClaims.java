package io.sardonyx.identity.login;

import io.sardonyx.platform.database.Statements;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an access token says of an application's own user, in the words of Supabase Auth: their
 * clients read it there. Nothing here trusts it.
 */
final class AccountClaims {
  static final String AUTHENTICATED = "authenticated";

  private AccountClaims() {}

  /** Nothing for the organization's own people. */
  static Map<String, Object> of(Statements tx, UUID loginSessionId) {
    for (var row :
        tx.query(
            """
            select a.email::text as email, a.app_metadata, a.user_metadata, s.method,
              extract(epoch from s.created_at)::bigint as at
            from platform.login_sessions s
              join platform.app_users u on u.id = s.app_user_id and u.customer_user_id is null
              join platform.accounts a on a.app_user_id = u.id
            where s.id = $1
            """,
            loginSessionId)) {
      var method = row.getString("method").equals("password") ? "password" : "otp";
      var claims = new HashMap<String, Object>();
      claims.put("aud", AUTHENTICATED);
      claims.put("role", AUTHENTICATED);
      claims.put("session_id", loginSessionId.toString());
      claims.put("email", row.getString("email"));
      claims.put("phone", "");
      claims.put("app_metadata", appMetadata(row.getJsonObject("app_metadata")));
      claims.put("user_metadata", row.getJsonObject("user_metadata").getMap());
      claims.put("aal", "aal1");
      claims.put("amr", List.of(Map.of("method", method, "timestamp", row.getLong("at"))));
      claims.put("is_anonymous", false);
      return Map.copyOf(claims);
    }
    return Map.of();
  }

  private static Map<String, Object> appMetadata(JsonObject own) {
    var all = new HashMap<String, Object>(own.getMap());
    all.put("provider", "email");
    all.put("providers", List.of("email"));
    return all;
  }
}
