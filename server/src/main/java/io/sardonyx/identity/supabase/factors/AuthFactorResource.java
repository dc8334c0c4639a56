package io.sardonyx.identity.supabase.factors;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.identity.factors.Factors;
import io.sardonyx.identity.factors.NewFactor;
import io.sardonyx.identity.factors.SecondFactor;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.FactorView;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.sessions.CookieSessions;
import io.sardonyx.identity.supabase.sessions.SessionView;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.AllowedBeforePasswordChange;
import io.sardonyx.platform.web.routes.AllowedBeforeSecondFactor;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's own second factors. They are listed with their owner, at {@code /auth/v1/user}. */
@Path("/auth/v1/factors")
@Tag(name = "Supabase Auth")
@RunOnVirtualThread
public class AuthFactorResource {
  private final Factors factors;
  private final SecondFactor secondFactor;
  private final CookieSessions pageSessions;

  public AuthFactorResource(
      Factors factors, SecondFactor secondFactor, CookieSessions pageSessions) {
    this.factors = factors;
    this.secondFactor = secondFactor;
    this.pageSessions = pageSessions;
  }

  /** Of which factor it was. */
  public record Removed(UUID id) {}

  /**
   * @param expiresAt seconds since 1970
   */
  public record Asked(UUID id, String type, long expiresAt) {}

  @POST
  @AllowedBeforeSecondFactor
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @Operation(
      summary = "Enroll a second factor",
      description =
          "It counts once its digits were verified. Needs the current password too, unless one"
              + " signed in, or showed another factor, a short while ago.")
  public EnrolledFactorView enroll(@Context SecurityContext security, @NotNull PostFactor body) {
    var type = RequestValidation.given(body.factorType(), "factor_type");
    switch (type) {
      case FactorView.TOTP -> {}
      case "phone" ->
          throw AuthErrors.notOffered(
              "mfa_phone_enroll_not_enabled", "MFA enroll is disabled for Phone");
      case "webauthn" ->
          throw AuthErrors.notOffered(
              "mfa_webauthn_enroll_not_enabled", "MFA enroll is disabled for WebAuthn");
      default -> throw AuthErrors.invalid("factor_type needs to be totp");
    }
    RequestFields.requireNone(body.phone(), "phone");
    var wanted =
        new NewFactor(text(body.friendlyName()), issuer(body.issuer()), body.currentPassword());
    return EnrolledFactorView.of(factors.enroll(RequestCaller.of(security), wanted));
  }

  @POST
  @Path("/{id}/challenge")
  @AllowedBeforeSecondFactor
  @AllowedBeforePasswordChange
  @Operation(summary = "Create a challenge for a second factor")
  public Asked challenge(@Context SecurityContext security, @PathParam("id") UUID id) {
    var challenge = factors.challenge(RequestCaller.of(security), id);
    return new Asked(challenge.id(), FactorView.TOTP, challenge.expiresAt().getEpochSecond());
  }

  @POST
  @Path("/{id}/verify")
  @AllowedBeforeSecondFactor
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @AllowedBeforePasswordChange
  @Operation(
      summary = "Verify a second factor by code or recovery code",
      description =
          "Answers with new tokens, whose claim aal is aal2. Where the caller came by cookie they go"
              + " into cookies.")
  @APIResponse(
      responseCode = "200",
      description = "Shown",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public Response verify(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @PathParam("id") UUID id,
      @NotNull PostFactorCode body) {
    var code = RequestValidation.given(body.code(), "code");
    var challengeId = body.challengeId();
    if (challengeId == null) {
      throw AuthErrors.invalid("challenge_id is required");
    }
    return pageSessions.renewed(
        secondFactor.verify(RequestCaller.of(security), id, challengeId, code), routing);
  }

  @DELETE
  @Path("/{id}")
  @AllowedBeforeSecondFactor
  @Operation(
      summary = "Unenroll a second factor",
      description = "Its owner has to have shown one a short while ago.")
  public Removed remove(@Context SecurityContext security, @PathParam("id") UUID id) {
    factors.remove(RequestCaller.of(security), id);
    return new Removed(id);
  }

  private static String text(@Nullable String given) {
    return given == null ? "" : given.strip();
  }

  private static @Nullable String issuer(@Nullable String given) {
    if (given != null && given.length() > 100) {
      throw AuthErrors.invalid("issuer has 100 characters at most");
    }
    return given;
  }
}
