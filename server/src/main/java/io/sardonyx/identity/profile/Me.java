package io.sardonyx.identity.profile;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling, and what they may do.
 *
 * @param loginSessionId null when no device is signed in: an API key, or an application's token
 */
public record Me(
    Profile user,
    Named organization,
    Application application,
    String role,
    List<String> permissions,
    @Nullable UUID loginSessionId) {

  public record Named(UUID id, String name) {}

  public record Application(UUID id, String name, boolean isWorkspace) {}
}
