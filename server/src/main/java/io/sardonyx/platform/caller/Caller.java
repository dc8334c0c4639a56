package io.sardonyx.platform.caller;

import io.sardonyx.platform.problem.Problem;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. Made once, by authentication; every use case takes it first and every
 * statement runs in its name.
 *
 * @param userId the app user
 * @param loginSessionId the signed-in device; absent for API keys and for tokens that an
 *     application's backend signed
 * @param apiKeyId present when they call by API key
 * @param address from which they call; absent for what goes on without a request
 * @param signedAt when an application's backend signed their token; absent for all others
 */
public record Caller(
    UUID organizationId,
    UUID applicationId,
    UUID userId,
    Role role,
    Set<Permission> permissions,
    @Nullable UUID loginSessionId,
    @Nullable UUID apiKeyId,
    @Nullable String address,
    @Nullable Instant signedAt) {

  public Caller {
    permissions = Set.copyOf(permissions);
  }

  /** Who does not call by API key. */
  public Caller(
      UUID organizationId,
      UUID applicationId,
      UUID userId,
      Role role,
      Set<Permission> permissions,
      @Nullable UUID loginSessionId) {
    this(
        organizationId, applicationId, userId, role, permissions, loginSessionId, null, null, null);
  }

  /** The same, calling from there. */
  public Caller from(String address) {
    return new Caller(
        organizationId,
        applicationId,
        userId,
        role,
        permissions,
        loginSessionId,
        apiKeyId,
        address,
        signedAt);
  }

  /** The same, whose token was signed then. */
  public Caller signed(@Nullable Instant then) {
    return new Caller(
        organizationId,
        applicationId,
        userId,
        role,
        permissions,
        loginSessionId,
        apiKeyId,
        address,
        then);
  }

  /** The same, with other rights. */
  public Caller as(Role role, Set<Permission> permissions) {
    return new Caller(
        organizationId,
        applicationId,
        userId,
        role,
        permissions,
        loginSessionId,
        apiKeyId,
        address,
        signedAt);
  }

  public boolean may(Permission permission) {
    return permissions.contains(permission);
  }

  /**
   * @throws Problem unless the caller has the permission
   */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw Problem.forbidden(
          "permission_missing", "Your role does not include " + permission.scope() + ".");
    }
  }
}
