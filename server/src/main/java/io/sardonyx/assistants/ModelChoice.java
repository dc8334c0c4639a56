package io.sardonyx.assistants;

import java.util.UUID;

/**
 * A model that one may have answers from.
 *
 * @param id of its provider
 * @param name what the organization calls it
 * @param model the name by which the provider knows it
 */
public record ModelChoice(UUID id, String name, String model, boolean isDefault) {
  static ModelChoice of(ModelProvider provider) {
    return new ModelChoice(provider.id(), provider.name(), provider.model(), provider.isDefault());
  }
}
