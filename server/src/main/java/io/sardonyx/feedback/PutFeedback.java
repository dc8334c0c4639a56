package io.sardonyx.feedback;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What one thinks of an answer. */
public record PutFeedback(
    @NotNull @Pattern(regexp = Feedback.RATINGS) @Schema(enumeration = {"up", "down"})
        String rating,
    @Size(max = Feedback.COMMENT) @Nullable String comment) {}
