package io.sardonyx.answers;

import io.sardonyx.models.Sampling;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is configured for the answers of a target.
 *
 * @param instructions in their order; empty for the default ones
 * @param modelProviderId null for the organization's default
 */
public record AssistantSettings(
    List<String> instructions, @Nullable UUID modelProviderId, Sampling sampling) {
  public AssistantSettings {
    instructions = List.copyOf(instructions);
  }
}
