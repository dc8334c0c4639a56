package io.sardonyx.identity.applications;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A new application. */
public record PostApplication(@NotNull @Size(min = 1, max = 200) String name) {}
