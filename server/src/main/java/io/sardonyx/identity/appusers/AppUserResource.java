package io.sardonyx.identity.appusers;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.routes.Idempotent;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** App users over HTTP. */
@Path("/api/v1/app-users")
@Tag(name = "App users")
@RunOnVirtualThread
public class AppUserResource {
  private final AppUsers users;
  private final AppUserAccounts accounts;
  private final RateLimiter limiter;

  public AppUserResource(AppUsers users, AppUserAccounts accounts, RateLimiter limiter) {
    this.users = users;
    this.accounts = accounts;
    this.limiter = limiter;
  }

  @GET
  @Operation(
      summary = "List app users, newest first",
      description =
          "With q only those in whose display name, username or external id it stands, in whatever"
              + " case; for who may manage them also those in whose e-mail address.")
  public Page<AppUser> list(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @Valid @BeanParam AppUserQuery query) {
    var caller = RequestCaller.of(security);
    if (query.query() != null) {
      limiter.count(routing.request(), IdentityRateClasses.SEARCH, caller);
    }
    return users.list(caller, query);
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  @Operation(summary = "Create an app user")
  public AppUser post(@Context SecurityContext security, @NotNull @Valid PostAppUser body) {
    return users.create(RequestCaller.of(security), body);
  }

  @POST
  @Path("/invitations")
  @Idempotent
  @RateLimited(IdentityRateClasses.MAIL)
  @ResponseStatus(201)
  @Operation(
      summary =
          "Invite an app user by e-mail; without a mail server the response has the link, once",
      description = "Who was invited before and has not accepted is invited again.")
  public InvitedAppUser postInvitations(
      @Context SecurityContext security, @NotNull @Valid PostInvitation body) {
    return accounts.invite(RequestCaller.of(security), body);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get an app user")
  public AppUser get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return users.find(RequestCaller.of(security), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Update, activate or deactivate an app user")
  public AppUser patch(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PatchAppUser body) {
    return users.update(RequestCaller.of(security), id, body);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete an app user and all their data")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    users.delete(RequestCaller.of(security), id);
  }

  @DELETE
  @Path("/{id}/login-sessions")
  @Operation(summary = "Sign out an app user everywhere and revoke tokens signed for them")
  public void deleteLoginSessions(@Context SecurityContext security, @PathParam("id") UUID id) {
    users.signOut(RequestCaller.of(security), id);
  }

  @POST
  @Path("/{id}/invitation")
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(summary = "Resend an invitation")
  public InvitedAppUser postInvitation(
      @Context SecurityContext security, @PathParam("id") UUID id) {
    return accounts.inviteAgain(RequestCaller.of(security), id);
  }

  @POST
  @Path("/{id}/password-mail")
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(
      summary = "Send a password reset e-mail to an app user",
      description = "Of several within a minute, the first is sent.")
  public PasswordResetMail postPasswordMail(
      @Context SecurityContext security, @PathParam("id") UUID id) {
    return accounts.mailPassword(RequestCaller.of(security), id);
  }
}
