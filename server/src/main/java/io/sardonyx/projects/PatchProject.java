package io.sardonyx.projects;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What to change of a project; what is not given stays. */
public record PatchProject(
    @Size(max = Project.NAME) @Pattern(regexp = "(?s).*\\S.*", message = "must not be blank")
        @Nullable String name,
    @Size(max = Project.DESCRIPTION) @Nullable String description,
    @Size(max = Project.INSTRUCTIONS) @Nullable String instructions) {}
