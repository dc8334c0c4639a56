package io.sardonyx.messages;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;

/**
 * A request for another answer to a message.
 *
 * @param clientMessageId chosen by the client; a repeat with the same id returns the original
 */
public record RequestAnswer(@NotNull UUID clientMessageId) {}
