package io.sardonyx.models;

import io.sardonyx.platform.caller.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an organization's answers come from. Its key is never given out.
 *
 * @param model the name by which the provider knows the model
 * @param isDefault whether chats are answered by it
 * @param roles whose chats it may answer; null for everybody's
 * @param contextWindow how many tokens its model reads and writes at once; null where only the
 *     model's name tells
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

  boolean allows(Role role) {
    return roles == null || roles.contains(role.databaseName());
  }
}
