package io.sardonyx.identity.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Another name for a team. */
public record PatchTeam(@NotNull @Size(min = 1, max = 200) String name) {}
