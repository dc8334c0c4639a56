package io.sardonyx.identity.people;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Another name for the organization. */
public record PatchOrganization(@NotNull @Size(min = 1, max = 200) String name) {}
