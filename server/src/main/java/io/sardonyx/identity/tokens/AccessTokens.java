package io.sardonyx.identity.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.identity.tokens.SessionTokens.AccessToken;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.crypto.CompactJws;
import io.sardonyx.platform.crypto.Ids;
import io.sardonyx.platform.crypto.SigningKeys;
import io.sardonyx.platform.crypto.TokenClaims;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Access tokens: JWTs that live for ten minutes, signed ES256 (RFC 9068). Anybody can check them
 * with the keys at {@code /.well-known/jwks.json}; here the login session that they name decides
 * besides, and its role, not the token's.
 *
 * <p>One that was checked is remembered until it expires, so that the next request costs no
 * signature.
 */
@Singleton
public class AccessTokens {
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  static final String AUDIENCE = "sardonyx";

  private static final Set<String> AUDIENCES = Set.of(AUDIENCE, AccountClaims.AUTHENTICATED);

  /** Ours have some 700 characters, and what is said of a user; longer ones are not parsed. */
  static final int MAX_LENGTH = 8_192;

  /** How far the clocks of two nodes may differ. */
  private static final Duration SKEW = Duration.ofSeconds(30);

  private static final int REMEMBERED = 20_000;
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  /** In the header of each that we sign; what applications' backends sign is HS256. */
  private static final String SAYS_ALGORITHM = "\"alg\":\"ES256\"";

  private final SigningKeys keys;
  private final InstantSource clock;
  private final TokenOrigin origin;
  private final Cache<String, Claims> checked =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(REMEMBERED)
          .expireAfterWrite(LIFETIME)
          .build();

  @Inject
  public AccessTokens(SigningKeys keys, Settings settings, InstantSource clock) {
    this(keys, TokenOrigin.of(settings), clock);
  }

  public AccessTokens(SigningKeys keys, String issuer, InstantSource clock) {
    this(keys, new TokenOrigin(issuer, true), clock);
  }

  private AccessTokens(SigningKeys keys, TokenOrigin origin, InstantSource clock) {
    this.keys = keys;
    this.origin = origin;
    this.clock = clock;
  }

  /**
   * @param generation of the refresh token that was handed out with it: its use shows that both
   *     arrived
   */
  public record Claims(
      UUID loginSessionId, UUID userId, int generation, Instant issuedAt, Instant expiresAt) {}

  public AccessToken issue(
      UUID loginSessionId, Principal principal, int generation, Map<String, Object> more) {
    var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    var expiresAt = now.plus(LIFETIME);
    var key = keys.current();
    var claims =
        Map.<String, Object>of(
            "iss", origin.issuer(),
            "aud", AUDIENCE,
            "sub", principal.user().userId().toString(),
            "sid", loginSessionId.toString(),
            "gen", generation,
            "org", principal.user().organizationId().toString(),
            "app", principal.user().applicationId().toString(),
            "role", principal.role().databaseName(),
            "iat", now.getEpochSecond(),
            "exp", expiresAt.getEpochSecond());
    var header =
        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).type(type(more)).build();
    var payload = new HashMap<>(claims);
    payload.putAll(more);
    payload.put("jti", Ids.next().toString());
    var jwt = new JWSObject(header, new Payload(payload));
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("Signing an access token failed.", e);
    }
    return new AccessToken(jwt.serialize(), expiresAt);
  }

  /**
   * @throws Problem unless we signed it, for ourselves, and it has not expired
   */
  public Claims verify(String token) {
    if (token.length() > MAX_LENGTH) {
      throw invalid();
    }
    var claims = checked.getIfPresent(token);
    if (claims == null) {
      if (!CompactJws.isCanonical(token)) {
        throw invalid();
      }
      claims = check(token);
      checked.put(token, claims);
    }
    if (!clock.instant().isBefore(claims.expiresAt())) {
      throw Problem.unauthenticated(
          "access_token_expired", "The access token has expired. Refresh it, or sign in again.");
    }
    return claims;
  }

  /** Whether it says that it is one of ours; whether it is, {@link #verify} finds out. */
  public static boolean isLike(String token) {
    int end = token.indexOf('.');
    if (end < 0 || token.length() > MAX_LENGTH) {
      return false;
    }
    try {
      var header = Base64.getUrlDecoder().decode(token.substring(0, end));
      return new String(header, StandardCharsets.ISO_8859_1).contains(SAYS_ALGORITHM);
    } catch (IllegalArgumentException notEncoded) {
      return false;
    }
  }

  private Claims check(String token) {
    try {
      var jwt = JWSObject.parse(token);
      var header = jwt.getHeader();
      // The algorithm is ours to choose, never the token's: no "none", no HMAC with a public key.
      if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
          || header.getType() == null
          || header.getKeyID() == null
          || header.getCriticalParams() != null) {
        throw invalid();
      }
      var key = keys.find(header.getKeyID()).orElseThrow(AccessTokens::invalid);
      if (!jwt.verify(new ECDSAVerifier(key))) {
        throw invalid();
      }
      var payload = jwt.getPayload().toJSONObject();
      if (payload == null) {
        throw invalid();
      }
      // Those of the nodes before have one type.
      if (!header.getType().equals(TYPE) && !header.getType().equals(type(payload))) {
        throw invalid();
      }
      return read(new TokenClaims(payload));
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      throw invalid();
    }
  }

  /** An application's own users are checked by libraries that know no other type than this. */
  private static JOSEObjectType type(Map<String, Object> claims) {
    return AccountClaims.AUTHENTICATED.equals(claims.get("aud")) ? JOSEObjectType.JWT : TYPE;
  }

  private Claims read(TokenClaims claims) {
    var issuedAt = claims.time("iat").orElseThrow(AccessTokens::invalid);
    var expiresAt = claims.time("exp").orElseThrow(AccessTokens::invalid);
    if (!origin.accepts(claims.text("iss").orElse(""))
        || claims.text("aud").filter(AUDIENCES::contains).isEmpty()
        || issuedAt.isAfter(clock.instant().plus(SKEW))
        || expiresAt.isAfter(issuedAt.plus(LIFETIME))) {
      throw invalid();
    }
    return new Claims(
        id(claims, "sid"),
        id(claims, "sub"),
        claims.number("gen").orElseThrow(AccessTokens::invalid),
        issuedAt,
        expiresAt);
  }

  private static UUID id(TokenClaims claims, String name) {
    return UUID.fromString(claims.text(name).orElseThrow(AccessTokens::invalid));
  }

  private static Problem invalid() {
    return Problem.unauthenticated(
        "invalid_access_token", "This is not an access token of this installation. Sign in again.");
  }
}
