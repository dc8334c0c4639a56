package io.sardonyx.identity.authentication;

import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.caller.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who somebody is, as the database said it at one moment; there is none for whom it refuses.
 *
 * @param login absent when they call by API key or by an application's token
 * @param key absent unless they call by API key
 * @param mustChangePassword whether somebody else knows the password that they sign in with
 * @param notBefore what an application's backend signed earlier is refused
 * @param readAt by the database's clock
 */
public record Principal(
    User user,
    Role role,
    @Nullable LoginSessionState login,
    @Nullable ApiKeyState key,
    boolean mustChangePassword,
    Instant notBefore,
    Instant readAt) {

  /** The app user whose principal it is. */
  public record User(UUID organizationId, UUID applicationId, UUID userId) {}

  /**
   * @param usedGeneration the newest refresh token of which it is known that it arrived
   */
  public record LoginSessionState(
      UUID id, int usedGeneration, Instant expiresAt, MissingStep missingStep) {}

  /**
   * What a login session has to do before it has any rights. The names are those of the database.
   */
  public enum MissingStep {
    NOTHING,
    /** Its owner has a second factor, and has not shown it here. */
    SECOND_FACTOR,
    /** The organization asks for a second factor, and its owner has none. */
    ENROLMENT
  }

  /**
   * @param expiresAt {@link Instant#MAX} when it does not expire
   */
  public record ApiKeyState(UUID id, Set<String> scopes, Instant expiresAt) {
    public ApiKeyState {
      scopes = Set.copyOf(scopes);
    }
  }

  /** Those whose change may be a change of this. */
  Set<UUID> subjects() {
    if (login != null) {
      return Set.of(login.id(), user.userId(), user.applicationId());
    }
    return key == null
        ? Set.of(user.userId(), user.applicationId())
        : Set.of(key.id(), user.userId(), user.applicationId());
  }

  /** When it ends by itself, with its login session or key; null when it does not. */
  public @Nullable Instant expiresAt() {
    if (login != null) {
      return login.expiresAt();
    }
    return key == null || key.expiresAt().equals(Instant.MAX) ? null : key.expiresAt();
  }

  boolean isExpiredAt(Instant now) {
    var end = expiresAt();
    return end != null && !now.isBefore(end);
  }

  public Principal withUsedGeneration(int generation) {
    return login == null
        ? this
        : new Principal(
            user,
            role,
            new LoginSessionState(login.id(), generation, login.expiresAt(), login.missingStep()),
            key,
            mustChangePassword,
            notBefore,
            readAt);
  }

  /**
   * Whether they may do nothing but change the password. Keys go on: whoever was told the password
   * does not know them, and could not make any.
   */
  public boolean mustChangePasswordFirst() {
    return mustChangePassword && login != null;
  }

  /** Whether they may do nothing but show their second factor, or sign out. Keys go on. */
  public boolean mustShowSecondFactorFirst() {
    return login != null && login.missingStep() == MissingStep.SECOND_FACTOR;
  }

  /** Whether they may do nothing but get themselves a second factor, or sign out. Keys go on. */
  public boolean mustEnrollFirst() {
    return login != null && login.missingStep() == MissingStep.ENROLMENT;
  }

  /** A key can do what its scopes and its owner's role, as it is today, both include. */
  public Caller caller() {
    return new Caller(
        user.organizationId(),
        user.applicationId(),
        user.userId(),
        role,
        key == null ? null : key.scopes(),
        login == null ? null : login.id(),
        key == null ? null : key.id(),
        null,
        null);
  }
}
