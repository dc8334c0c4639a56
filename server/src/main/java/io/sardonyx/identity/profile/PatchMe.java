package io.sardonyx.identity.profile;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What to change of oneself: what is not given stays. A preference or setting that is given as null
 * is removed; the others stay.
 */
public record PatchMe(
    @Nullable @Size(min = 1, max = 200) String displayName,
    @Nullable Optional<@Size(min = 1, max = 100) String> username,
    @Nullable Optional<@Size(max = 2000) @Pattern(regexp = "https?://.+") String> avatarUrl,
    @Nullable Map<String, Object> preferences,
    @Nullable Map<String, Object> settings) {}
