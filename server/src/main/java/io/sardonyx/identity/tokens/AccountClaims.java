package io.sardonyx.identity.tokens;

import io.sardonyx.platform.database.Statements;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What an access token says of how somebody signed in, and of an application's own user, in the
 * words of Supabase Auth: their clients read it there. Nothing here trusts it.
 */
public final class AccountClaims {
  static final String AUTHENTICATED = "authenticated";

  private AccountClaims() {}

  public static Map<String, Object> of(Statements tx, UUID loginSessionId) {
    for (var row :
        tx.query(
            """
            select a.email::text as email, a.role, a.app_metadata, a.user_metadata, s.method,
              s.second_factor, u.customer_user_id is null as is_of_application,
              extract(epoch from s.created_at)::bigint as at,
              extract(epoch from s.second_factor_at)::bigint as second_factor_at
            from platform.login_sessions s
              join platform.app_users u on u.id = s.app_user_id
              join platform.accounts a on a.app_user_id = u.id
            where s.id = $1
            """,
            loginSessionId)) {
      var claims = new HashMap<String, Object>();
      claims.put("aal", row.getString("second_factor") == null ? "aal1" : "aal2");
      claims.put("amr", methods(row));
      if (row.getBoolean("is_of_application")) {
        claims.put("aud", AUTHENTICATED);
        claims.put("role", row.getString("role"));
        claims.put("session_id", loginSessionId.toString());
        claims.put("email", row.getString("email"));
        claims.put("phone", "");
        claims.put("app_metadata", appMetadata(row.getJsonObject("app_metadata")));
        claims.put("user_metadata", row.getJsonObject("user_metadata").getMap());
        claims.put("is_anonymous", false);
      }
      return Map.copyOf(claims);
    }
    return Map.of();
  }

  /** What was shown, the last first. */
  private static List<Map<String, Object>> methods(Row row) {
    var methods = new ArrayList<Map<String, Object>>();
    if (row.getString("second_factor") != null) {
      methods.add(method(row.getString("second_factor"), row.getLong("second_factor_at")));
    }
    var first = row.getString("method").equals("password") ? "password" : "otp";
    methods.add(method(first, row.getLong("at")));
    return methods;
  }

  private static Map<String, Object> method(String name, long at) {
    return Map.of("method", name, "timestamp", at);
  }

  private static Map<String, Object> appMetadata(JsonObject own) {
    var all = new HashMap<String, Object>(own.getMap());
    all.put("provider", "email");
    all.put("providers", List.of("email"));
    return all;
  }
}
