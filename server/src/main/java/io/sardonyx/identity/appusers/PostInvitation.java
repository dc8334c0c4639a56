package io.sardonyx.identity.appusers;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whom to invite into an application.
 *
 * @param displayName what stands before the at sign, when it is not given
 */
public record PostInvitation(
    @NotNull UUID applicationId,
    @NotNull @Size(min = 3, max = 254) String email,
    @Nullable @Size(min = 1, max = 200) String displayName) {

  /** Theirs to change, as if they had signed up with it. */
  Map<String, Object> metadata() {
    return displayName == null ? Map.of() : Map.of("display_name", displayName);
  }
}
