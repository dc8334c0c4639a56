package io.sardonyx.projects;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** A project to create. */
public record PostProject(
    @NotBlank @Size(max = Project.NAME) String name,
    @Size(max = Project.DESCRIPTION) @Nullable String description,
    @Size(max = Project.INSTRUCTIONS) @Nullable String instructions) {}
