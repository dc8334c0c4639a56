package io.sardonyx.messages;

import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for another answer to a message.
 *
 * @param clientMessageId chosen by the client; a repeat with the same id returns the original
 * @param timeZone where the sender is, as in the IANA time zone database; UTC by default
 */
public record RequestAnswer(@NotNull UUID clientMessageId, @Nullable String timeZone) {}
