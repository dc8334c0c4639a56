package io.sardonyx.identity.audit;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was done to what.
 *
 * @param action as in {@code api_key.created}
 * @param targetType as in {@code api_key}
 * @param details names and roles, never a secret
 */
public record AuditEntry(
    String action,
    @Nullable String targetType,
    @Nullable UUID targetId,
    Map<String, Object> details) {
  public AuditEntry {
    details = Map.copyOf(details);
  }

  public static AuditEntry of(String action, String targetType, UUID targetId) {
    return new AuditEntry(action, targetType, targetId, Map.of());
  }

  public AuditEntry with(Map<String, Object> more) {
    return new AuditEntry(action, targetType, targetId, more);
  }
}
