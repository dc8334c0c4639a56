package io.sardonyx.models;

import java.util.UUID;

/**
 * A model that one may have answers from.
 *
 * @param id of its provider
 * @param name what the organization calls it
 * @param model the name by which the provider knows it
 * @param contextWindow how many tokens it reads and writes at once, as is reckoned with here
 */
public record ModelChoice(
    UUID id, String name, String model, int contextWindow, boolean isDefault) {
  static ModelChoice of(ModelProvider provider) {
    return new ModelChoice(
        provider.id(),
        provider.name(),
        provider.model(),
        ContextWindow.of(provider),
        provider.isDefault());
  }
}
