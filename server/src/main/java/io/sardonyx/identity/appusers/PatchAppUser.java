package io.sardonyx.identity.appusers;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to change of an app user: what is not given stays; null empties what can be empty. */
public record PatchAppUser(
    @Nullable @Pattern(regexp = PostAppUser.Roles.OF_APP_USERS) String role,
    @Nullable Optional<@Size(min = 1, max = 100) String> username,
    @Nullable @Size(min = 1, max = 200) String displayName,
    @Nullable Optional<@Size(max = 2000) @Pattern(regexp = "https?://.+") String> avatarUrl,
    @Nullable Boolean isActive) {}
