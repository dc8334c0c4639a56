package io.sardonyx.identity.people;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.routes.Idempotent;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
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

/** Customer users over HTTP. */
@Path("/api/v1/customer-users")
@Tag(name = "Customer users")
@RunOnVirtualThread
public class CustomerUserResource {
  private static final int MAX_QUERY = 200;

  private final CustomerUsers people;
  private final RateLimiter limiter;

  public CustomerUserResource(CustomerUsers people, RateLimiter limiter) {
    this.people = people;
    this.limiter = limiter;
  }

  @GET
  @Operation(
      summary = "List customer users, newest first",
      description =
          "With q only those in whose name or address it stands, in whatever case; with"
              + " not_in_team only those who are not in it.")
  public Page<CustomerUser> list(
      @Context SecurityContext security,
      @QueryParam("q") @Size(max = MAX_QUERY) @Nullable String query,
      @QueryParam("not_in_team") @Nullable UUID notInTeam,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return people.list(RequestCaller.of(security), query, notInTeam, cursor, limit);
  }

  @POST
  @Idempotent
  @ResponseStatus(201)
  @Operation(
      summary =
          "Create a customer user, with an invitation or a one-time password that the response shows once")
  public CustomerUserWithPassword post(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @NotNull @Valid PostCustomerUser body) {
    var caller = RequestCaller.of(security);
    if (body.invites()) {
      limiter.count(routing, IdentityRateClasses.MAIL);
    }
    return CustomerUserWithPassword.of(people.create(caller, body));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a customer user")
  public CustomerUser get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return people.find(RequestCaller.of(security), id);
  }

  @PATCH
  @Path("/{id}")
  @Operation(summary = "Update, activate or deactivate a customer user")
  public CustomerUser patch(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PatchCustomerUser body) {
    return people.update(RequestCaller.of(security), id, body);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Delete a customer user and all their data")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    people.delete(RequestCaller.of(security), id);
  }

  @POST
  @Path("/{id}/invitation")
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(summary = "Resend the invitation of a customer user")
  public CustomerUserWithPassword postInvitation(
      @Context SecurityContext security, @PathParam("id") UUID id) {
    return CustomerUserWithPassword.of(people.inviteAgain(RequestCaller.of(security), id));
  }

  @POST
  @Path("/{id}/password-reset")
  @ResponseStatus(201)
  @Operation(summary = "Reset the password of a customer user and sign them out everywhere")
  public CustomerUserWithPassword postPasswordReset(
      @Context SecurityContext security, @PathParam("id") UUID id) {
    return CustomerUserWithPassword.of(people.resetPassword(RequestCaller.of(security), id));
  }

  @DELETE
  @Path("/{id}/factors")
  @Operation(summary = "Remove the second factors of a customer user and sign them out everywhere")
  public void deleteFactors(@Context SecurityContext security, @PathParam("id") UUID id) {
    people.resetFactors(RequestCaller.of(security), id);
  }
}
