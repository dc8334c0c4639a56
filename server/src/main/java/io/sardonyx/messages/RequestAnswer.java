package io.sardonyx.messages;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * The wish for a further answer to a message.
 *
 * @param clientMessageId made by the client; a repeat with the same id returns the original
 */
public record RequestAnswer(@NotNull UUID clientMessageId) {}
