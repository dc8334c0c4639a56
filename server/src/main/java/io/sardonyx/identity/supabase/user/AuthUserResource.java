package io.sardonyx.identity.supabase.user;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.identity.login.Cookies;
import io.sardonyx.identity.login.LoginSessions;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.identity.supabase.sessions.CookieSessions;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.AllowedBeforePasswordChange;
import io.sardonyx.platform.web.routes.AllowedBeforeSecondFactor;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One's own account, and signing out. */
@Path("/auth/v1")
@Tag(name = "Supabase Auth")
@RunOnVirtualThread
public class AuthUserResource {
  private final UserAccount account;
  private final LoginSessions loginSessions;

  public AuthUserResource(UserAccount account, LoginSessions loginSessions) {
    this.account = account;
    this.loginSessions = loginSessions;
  }

  @GET
  @Path("/user")
  @AllowedBeforeSecondFactor
  @AllowedBeforePasswordChange
  @Operation(summary = "Get the signed-in user")
  public UserView get(@Context SecurityContext security) {
    return account.get(RequestCaller.of(security));
  }

  @PUT
  @Path("/user")
  @AllowedBeforePasswordChange
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @Operation(
      summary = "Update your e-mail address, password or metadata",
      description =
          "A new address counts once it is confirmed. An address or a password needs the current"
              + " password too, unless one signed in a short while ago.")
  public UserView put(
      @Context SecurityContext security,
      @NotNull PutUser body,
      @QueryParam("redirect_to") @Nullable String redirectTo) {
    return account.change(RequestCaller.of(security), body, redirectTo);
  }

  @POST
  @Path("/logout")
  @AllowedBeforeSecondFactor
  @AllowedBeforePasswordChange
  @Operation(summary = "Sign out: this session, others (scope others) or all (scope global)")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response logout(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @QueryParam("scope")
          @DefaultValue("global")
          @Schema(enumeration = {"global", "local", "others"})
          String scope) {
    var caller = RequestCaller.of(security);
    switch (scope) {
      case "global" -> loginSessions.endAll(caller);
      case "local" -> loginSessions.endCurrent(caller);
      case "others" -> loginSessions.endOthers(caller);
      default -> throw AuthErrors.invalid("Unsupported logout scope");
    }
    var done = Response.noContent();
    return CookieSessions.isByCookie(routing) && !scope.equals("others")
        ? done.cookie(Cookies.none(routing)).build()
        : done.build();
  }
}
