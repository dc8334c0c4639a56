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
 * @param scopes the names of the permissions that an API key is limited to; absent where everything
 *     that the role includes is allowed
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
    @Nullable Set<String> scopes,
    @Nullable UUID loginSessionId,
    @Nullable UUID apiKeyId,
    @Nullable String address,
    @Nullable Instant signedAt) {

  public Caller {
    scopes = scopes == null ? null : Set.copyOf(scopes);
  }

  /** A caller without an API key, who has every permission of the role. */
  public Caller(
      UUID organizationId,
      UUID applicationId,
      UUID userId,
      Role role,
      @Nullable UUID loginSessionId) {
    this(organizationId, applicationId, userId, role, null, loginSessionId, null, null, null);
  }

  /** The same caller, at this address. */
  public Caller from(String address) {
    return new Caller(
        organizationId,
        applicationId,
        userId,
        role,
        scopes,
        loginSessionId,
        apiKeyId,
        address,
        signedAt);
  }

  /** The same caller, whose token was signed then. */
  public Caller signed(@Nullable Instant then) {
    return new Caller(
        organizationId,
        applicationId,
        userId,
        role,
        scopes,
        loginSessionId,
        apiKeyId,
        address,
        then);
  }

  /** The same caller, with another role or other scopes. */
  public Caller as(Role role, @Nullable Set<String> scopes) {
    return new Caller(
        organizationId,
        applicationId,
        userId,
        role,
        scopes,
        loginSessionId,
        apiKeyId,
        address,
        signedAt);
  }

  public boolean may(Permission permission) {
    return permission.roles().contains(role)
        && (scopes == null || scopes.contains(permission.name()));
  }

  /**
   * @throws Problem unless the caller has the permission
   */
  public void require(Permission permission) {
    if (!may(permission)) {
      throw Problem.forbidden(
          "permission_denied", "Your role does not include " + permission.name() + ".");
    }
  }
}
