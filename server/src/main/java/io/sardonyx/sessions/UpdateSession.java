package io.sardonyx.sessions;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a chat session. A field that is not given stays as it is; one that is given as
 * null becomes empty.
 *
 * @param sharedStatus {@code private}, or {@code application} so that all users of the application
 *     may read it
 */
public record UpdateSession(
    @Schema(implementation = String.class, nullable = true)
        @Nullable
            Optional<
                @Pattern(regexp = FieldLimits.NOT_BLANK, message = FieldLimits.BLANK)
                @Size(max = FieldLimits.TITLE) String>
            title,
    @Schema(implementation = String.class, nullable = true)
        @Nullable
            Optional<
                @Pattern(regexp = FieldLimits.NOT_BLANK, message = FieldLimits.BLANK)
                @Size(max = FieldLimits.CATEGORY) String>
            category,
    @Schema(implementation = String.class, nullable = true)
        @Nullable Optional<@Size(max = FieldLimits.DESCRIPTION) String> description,
    @Pattern(regexp = "private|application", message = "must be private or application")
        @Schema(enumeration = {"private", "application"})
        @Nullable String sharedStatus,
    @Nullable Boolean archived,
    @Nullable Boolean pinned,
    @Schema(implementation = UUID.class, nullable = true) @Nullable Optional<UUID> personaId,
    @Schema(implementation = UUID.class, nullable = true) @Nullable Optional<UUID> projectId) {

  boolean changesNothing() {
    return title == null
        && category == null
        && description == null
        && sharedStatus == null
        && archived == null
        && pinned == null
        && personaId == null
        && projectId == null;
  }
}
