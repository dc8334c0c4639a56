package io.sardonyx.identity.login;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.identity.profile.Profiles;
import io.sardonyx.identity.tokens.SessionTokens;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.AllowedBeforePasswordChange;
import io.sardonyx.platform.web.routes.AllowedBeforeSecondFactor;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Signing in, refreshing and signing out over HTTP, for programs: browsers use {@code /auth/v1}.
 */
@Path("/api/v1/login-sessions")
@Tag(name = "Login sessions")
@RunOnVirtualThread
public class LoginSessionResource {
  private final SignIn signIn;
  private final LoginSessions loginSessions;
  private final Profiles profiles;

  public LoginSessionResource(SignIn signIn, LoginSessions loginSessions, Profiles profiles) {
    this.signIn = signIn;
    this.loginSessions = loginSessions;
    this.profiles = profiles;
  }

  @POST
  @Anonymous
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @ResponseStatus(201)
  @Operation(summary = "Sign in with e-mail and password")
  public SessionTokensView post(
      @NotNull @Valid PostLoginSession body, @Context RoutingContext routing) {
    var attempt = new SignIn.Attempt(null, body.email(), Device.of(routing));
    return view(signIn.withPassword(attempt, body.password()));
  }

  @POST
  @Path("/refresh")
  @Anonymous
  @Operation(summary = "Refresh tokens")
  public SessionTokensView refresh(
      @NotNull @Valid PostRefresh body, @Context RoutingContext routing) {
    return view(loginSessions.refresh(body.refreshToken(), ClientAddress.of(routing)));
  }

  @GET
  @Operation(summary = "List your login sessions")
  public Page<LoginSession> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return loginSessions.list(RequestCaller.of(security), cursor, limit);
  }

  @DELETE
  @AllowedBeforeSecondFactor
  @AllowedBeforePasswordChange
  @Operation(summary = "Sign out everywhere")
  public void deleteAll(@Context SecurityContext security) {
    loginSessions.endAll(RequestCaller.of(security));
  }

  @DELETE
  @Path("/current")
  @AllowedBeforeSecondFactor
  @AllowedBeforePasswordChange
  @Operation(summary = "Sign out")
  public void deleteCurrent(@Context SecurityContext security) {
    loginSessions.endCurrent(RequestCaller.of(security));
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Revoke a login session")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    loginSessions.end(RequestCaller.of(security), id);
  }

  private SessionTokensView view(SessionTokens signedIn) {
    var profile = profiles.me(signedIn.principal().caller());
    return SessionTokensView.of(
        signedIn,
        signedIn.principal().mustShowSecondFactorFirst() ? profile.withoutPreferences() : profile);
  }
}
