package io.sardonyx.assistants;

import java.time.Instant;
import java.util.UUID;

/**
 * Where an organization's answers come from. Its key is never given out.
 *
 * @param model the name by which the provider knows the model
 * @param isDefault whether chats are answered by it
 */
public record ModelProvider(
    UUID id,
    String name,
    ProviderKind kind,
    String baseUrl,
    String model,
    boolean hasKey,
    boolean isDefault,
    Instant createdAt,
    Instant updatedAt) {}
