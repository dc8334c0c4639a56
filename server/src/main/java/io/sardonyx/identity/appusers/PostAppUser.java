package io.sardonyx.identity.appusers;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new app user.
 *
 * @param applicationId the caller's own application when it is not given
 */
public record PostAppUser(
    @Nullable UUID applicationId,
    @NotNull @Size(min = 1, max = 255) String externalId,
    @Nullable @Pattern(regexp = Roles.OF_APP_USERS) String role,
    @Nullable @Pattern(regexp = "person|bot") String userType,
    @Nullable @Size(min = 1, max = 100) String username,
    @NotNull @Size(min = 1, max = 200) String displayName,
    @Nullable @Size(max = 2000) @Pattern(regexp = "https?://.+") String avatarUrl) {

  /** The roles of app users. */
  static final class Roles {
    static final String OF_APP_USERS = "admin|curator|user|limited";

    private Roles() {}
  }

  String roleOrDefault() {
    return role == null ? "user" : role;
  }

  String userTypeOrDefault() {
    return userType == null ? "person" : userType;
  }
}
