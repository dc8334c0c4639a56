package io.sardonyx.identity.appusers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACVerifier;
import io.sardonyx.identity.applications.ApplicationSecrets;
import io.sardonyx.identity.applications.ApplicationSecrets.Signer;
import io.sardonyx.identity.authentication.ActivityRecorder;
import io.sardonyx.identity.authentication.ApplicationTokenVerifier;
import io.sardonyx.identity.authentication.Principal;
import io.sardonyx.identity.authentication.PrincipalCache;
import io.sardonyx.identity.authentication.PrincipalChanges;
import io.sardonyx.platform.crypto.CompactJws;
import io.sardonyx.platform.crypto.TokenClaims;
import io.sardonyx.platform.database.Database;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that an application's backend signs for its own users, HS256 with the application's
 * secret: {@code sub} is the user's id there. They need no sign-in here; somebody who is new
 * becomes an app user with the role {@code user}.
 */
@Singleton
public class ApplicationTokens implements ApplicationTokenVerifier {
  static final int MAX_LENGTH = 4_096;

  /** Such a token cannot be refreshed or listed, so it must not live for long. */
  static final Duration LONGEST = Duration.ofHours(24);

  /** How far the clock of an application's backend may differ from ours. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private static final int MAX_EXTERNAL_ID = 255;
  private static final int REMEMBERED = 20_000;

  private final Database database;
  private final ApplicationSecrets secrets;
  private final PrincipalCache principals;
  private final PrincipalChanges changes;
  private final ActivityRecorder activity;
  private final InstantSource clock;
  private final Cache<TokenKey, VerifiedToken> checked =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(REMEMBERED)
          .expireAfterWrite(Duration.ofMinutes(10))
          .build();

  ApplicationTokens(
      Database database,
      ApplicationSecrets secrets,
      PrincipalCache principals,
      PrincipalChanges changes,
      ActivityRecorder activity,
      InstantSource clock) {
    this.database = database;
    this.secrets = secrets;
    this.principals = principals;
    this.changes = changes;
    this.activity = activity;
    this.clock = clock;
  }

  private record TokenKey(String publishableKey, String token) {}

  /**
   * @param readAt when the application's secret was read: once it is rotated, this is worth nothing
   */
  private record VerifiedToken(
      Signer application, String externalId, Instant issuedAt, Instant expiresAt, Instant readAt) {}

  /**
   * @throws Problem unless the application's current secret signed it, not long ago
   */
  @Override
  public Principal verify(String publishableKey, String token) {
    if (token.length() > MAX_LENGTH || publishableKey.length() > MAX_LENGTH) {
      throw invalid();
    }
    var presented = new TokenKey(publishableKey, token);
    var known = checked.getIfPresent(presented);
    var good = known;
    if (good == null || !isCurrent(good)) {
      good = check(presented);
      checked.put(presented, good);
    }
    if (!clock.instant().isBefore(good.expiresAt())) {
      throw Problem.unauthenticated("application_token_expired", "The token has expired.");
    }
    var principal = principal(good);
    if (good.issuedAt().isBefore(principal.notBefore())) {
      throw Problem.unauthenticated("application_token_revoked", "The token has been revoked.");
    }
    if (known == null) {
      activity.recordLogin(principal.user().userId());
    }
    return principal;
  }

  /** When a token was signed that has just been verified. */
  @Override
  public @Nullable Instant signedAt(String publishableKey, String token) {
    var presented = new TokenKey(publishableKey, token);
    var known = checked.getIfPresent(presented);
    return (known == null ? check(presented) : known).issuedAt();
  }

  private boolean isCurrent(VerifiedToken good) {
    return changes.vouchesFor(Set.of(good.application().applicationId()), good.readAt());
  }

  private Principal principal(VerifiedToken good) {
    var applicationId = good.application().applicationId();
    var known = principals.ofUser(applicationId, good.externalId());
    if (known.isPresent()) {
      return known.get();
    }
    AppUserStore.insertAtFirstSight(
        database.working(),
        good.application().organizationId(),
        applicationId,
        good.externalId(),
        good.issuedAt());
    return principals
        .ofUser(applicationId, good.externalId())
        .orElseThrow(
            () -> Problem.unauthenticated("app_user_deactivated", "This user is deactivated."));
  }

  private VerifiedToken check(TokenKey presented) {
    if (!CompactJws.isCanonical(presented.token())) {
      throw invalid();
    }
    var signer =
        ApplicationSecrets.find(database.working(), presented.publishableKey())
            .orElseThrow(ApplicationTokens::invalid);
    try {
      var jwt = JWSObject.parse(presented.token());
      if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
          || jwt.getHeader().getCriticalParams() != null
          || !jwt.verify(new MACVerifier(secrets.unseal(signer)))) {
        throw invalid();
      }
      return read(signer, jwt.getPayload().toJSONObject());
    } catch (ParseException | JOSEException e) {
      throw invalid();
    }
  }

  private VerifiedToken read(Signer signer, @Nullable Map<String, Object> payload) {
    if (payload == null) {
      throw invalid();
    }
    var claims = new TokenClaims(payload);
    var externalId = claims.text("sub").orElseThrow(ApplicationTokens::incomplete);
    var issuedAt = claims.time("iat").orElseThrow(ApplicationTokens::incomplete);
    var expiresAt = claims.time("exp").orElseThrow(ApplicationTokens::incomplete);
    var latest = clock.instant().plus(SKEW);
    if (issuedAt.isAfter(latest)
        || expiresAt.isAfter(issuedAt.plus(LONGEST))
        || claims.has("nbf") && claims.time("nbf").filter(latest::isAfter).isEmpty()) {
      throw Problem.unauthenticated(
          "application_token_times",
          "The token must be valid now, and for at most 24 hours from iat to exp.");
    }
    if (externalId.isBlank()
        || externalId.length() > MAX_EXTERNAL_ID
        || externalId.indexOf('\0') >= 0
        || !StandardCharsets.UTF_8.newEncoder().canEncode(externalId)) {
      throw Problem.unauthenticated(
          "application_token_subject", "The claim sub must be 1 to 255 characters of text.");
    }
    return new VerifiedToken(signer, externalId, issuedAt, expiresAt, signer.readAt());
  }

  private static Problem incomplete() {
    return Problem.unauthenticated(
        "application_token_incomplete", "The token needs the claims sub, iat and exp.");
  }

  private static Problem invalid() {
    return Problem.unauthenticated(
        "invalid_application_token",
        "The application does not exist, or its secret did not sign this token with HS256.");
  }
}
