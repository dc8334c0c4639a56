package io.sardonyx.identity.people;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * What to change of the organization: what is not given stays.
 *
 * @param passwordLength how many characters its people's passwords need from now on
 * @param secondFactorRequired whether its people can do nothing before they have a second factor
 */
public record PatchOrganization(
    @Nullable @Size(min = 1, max = 200) String name,
    @Nullable @Min(15) @Max(128) Integer passwordLength,
    @Nullable Boolean secondFactorRequired) {}
