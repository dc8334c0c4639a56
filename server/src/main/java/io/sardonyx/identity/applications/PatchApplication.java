package io.sardonyx.identity.applications;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What to change of an application: what is not given stays. */
public record PatchApplication(
    @Nullable @Size(min = 1, max = 200) String name, @Nullable Boolean isActive) {}
