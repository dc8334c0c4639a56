package io.sardonyx.models.providers;

import io.sardonyx.models.ContextWindow;
import io.sardonyx.models.ModelProvider;
import java.util.UUID;

/**
 * A model to choose.
 *
 * @param id of its provider
 * @param name in the organization
 * @param model its name at the provider
 * @param contextWindow in tokens, as configured or assumed
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
