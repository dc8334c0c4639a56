package io.sardonyx.platform.caller;

import java.util.Arrays;
import java.util.Optional;

/** What a caller may do; the names are also the scopes that an API key can have. */
public enum Permission {
  CHAT_READ("chat:read"),
  CHAT_WRITE("chat:write"),
  PROFILE_MANAGE("profile:manage"),
  LOGIN_SESSIONS_MANAGE("login-sessions:manage"),
  API_KEYS_MANAGE("api-keys:manage"),
  APP_USERS_READ("app-users:read"),
  APP_USERS_MANAGE("app-users:manage"),
  PEOPLE_READ("people:read"),
  PEOPLE_MANAGE("people:manage"),
  APPLICATIONS_READ("applications:read"),
  APPLICATIONS_MANAGE("applications:manage"),
  ORGANIZATION_MANAGE("organization:manage"),
  MODEL_PROVIDERS_MANAGE("model-providers:manage"),
  PERSONAS_MANAGE("personas:manage"),
  FEEDBACK_READ("feedback:read"),
  USAGE_READ("usage:read"),
  AUDIT_READ("audit:read");

  private final String scope;

  Permission(String scope) {
    this.scope = scope;
  }

  public String scope() {
    return scope;
  }

  public static Optional<Permission> ofScope(String scope) {
    return Arrays.stream(values()).filter(p -> p.scope.equals(scope)).findFirst();
  }
}
