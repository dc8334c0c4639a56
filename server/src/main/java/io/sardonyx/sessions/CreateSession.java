package io.sardonyx.sessions;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chat session to create.
 *
 * @param id a UUID of version 7 that the client made; a repeat with the same id returns the session
 *     that the first request created
 */
public record CreateSession(
    @Nullable UUID id,
    @Pattern(regexp = FieldLimits.NOT_BLANK, message = FieldLimits.BLANK)
        @Size(max = FieldLimits.TITLE)
        @Nullable String title,
    @Pattern(regexp = FieldLimits.NOT_BLANK, message = FieldLimits.BLANK)
        @Size(max = FieldLimits.CATEGORY)
        @Nullable String category,
    @Size(max = FieldLimits.DESCRIPTION) @Nullable String description,
    @Nullable UUID personaId,
    @Nullable UUID projectId) {}
