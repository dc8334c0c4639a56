package io.sardonyx.models;

import io.sardonyx.platform.caller.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model of an organization's, at a provider. Its key is never returned.
 *
 * @param model its name at the provider
 * @param isDefault whether it answers where no other is chosen
 * @param roles that may use it; null for all
 * @param contextWindow in tokens; null to derive it from the model's name
 */
public record ModelProvider(
    UUID id,
    String name,
    ProviderKind kind,
    String baseUrl,
    String model,
    boolean hasKey,
    boolean isDefault,
    @Nullable List<String> roles,
    @Nullable Integer contextWindow,
    Instant createdAt,
    Instant updatedAt) {
  public ModelProvider {
    roles = roles == null ? null : List.copyOf(roles);
  }

  public boolean allows(Role role) {
    return roles == null || roles.contains(role.databaseName());
  }
}
