package io.sardonyx.identity.organizations;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What to change of the organization: what is not given stays; null empties what can be empty.
 *
 * @param passwordLength how many characters its people's passwords need from now on; null for as
 *     many as anybody's
 * @param secondFactorRequired whether its people can do nothing before they have a second factor
 */
public record PatchOrganization(
    @Nullable @Size(min = 1, max = 200) String name,
    @Schema(implementation = Integer.class, nullable = true, minimum = "15", maximum = "128")
        @Nullable Optional<@Min(15) @Max(128) Integer> passwordLength,
    @Nullable Boolean secondFactorRequired) {}
