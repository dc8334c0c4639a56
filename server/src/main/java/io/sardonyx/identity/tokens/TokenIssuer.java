package io.sardonyx.identity.tokens;

import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.platform.crypto.Hashes;
import io.sardonyx.platform.crypto.RootKey;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tokens of a login session: one to call with, one to renew it, one for pages. */
@Singleton
public class TokenIssuer {
  private final RootKey rootKey;
  private final AccessTokens access;

  public TokenIssuer(RootKey rootKey, AccessTokens access) {
    this.rootKey = rootKey;
    this.access = access;
  }

  /**
   * @param claims what the access token says besides, and in place of what it would
   */
  public SessionTokens issue(
      UUID loginSessionId,
      Principal principal,
      int generation,
      Instant expiresAt,
      Map<String, Object> claims) {
    return new SessionTokens(
        loginSessionId,
        principal,
        access.issue(loginSessionId, principal, generation, claims),
        new RefreshToken(loginSessionId, generation).text(rootKey),
        expiresAt,
        csrfToken(loginSessionId));
  }

  public Optional<RefreshToken> parse(String refreshToken) {
    return RefreshToken.parse(refreshToken, rootKey);
  }

  /**
   * Whether this came from a page of ours: it is bound to the login session, so that nobody can
   * plant one that they got with a login session of their own.
   */
  public boolean isCsrfToken(@Nullable String token, UUID loginSessionId) {
    return token != null
        && MessageDigest.isEqual(
            token.getBytes(StandardCharsets.UTF_8),
            csrfToken(loginSessionId).getBytes(StandardCharsets.UTF_8));
  }

  private String csrfToken(UUID loginSessionId) {
    var mac =
        Hashes.hmac(
            rootKey.derive("csrf token"),
            loginSessionId.toString().getBytes(StandardCharsets.UTF_8));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
  }
}
