package io.sardonyx.messages;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a session's persona and project say about the answers in it.
 *
 * @param instructions the persona's, then the project's; empty where there are none
 * @param modelProviderId who is to answer; null for the organization's default
 * @param maxTokens of an answer
 */
public record AssistantSettings(
    List<String> instructions,
    @Nullable UUID modelProviderId,
    @Nullable Double temperature,
    @Nullable Double topP,
    @Nullable Integer maxTokens) {
  public AssistantSettings {
    instructions = List.copyOf(instructions);
  }
}
