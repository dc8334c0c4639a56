package io.sardonyx.identity.people;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What to change of a customer user: what is not given stays. */
public record PatchCustomerUser(
    @Nullable @Size(min = 1, max = 200) String displayName,
    @Nullable @Pattern(regexp = TeamRules.ROLES) String role,
    @Nullable Boolean isActive) {}
