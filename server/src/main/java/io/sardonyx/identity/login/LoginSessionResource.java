package io.sardonyx.identity.login;

import io.sardonyx.identity.profile.Profiles;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.Anonymous;
import io.sardonyx.platform.web.BeforePasswordChange;
import io.sardonyx.platform.web.Callers;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.Credentials;
import io.sardonyx.platform.web.Guessable;
import io.sardonyx.platform.web.Listed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in, refreshing and signing out over HTTP. */
@Path("/api/v1/login-sessions")
@Tag(name = "Login sessions")
@RunOnVirtualThread
public class LoginSessionResource {
  private final SignIn signIn;
  private final LoginSessions loginSessions;
  private final Tokens tokens;
  private final Profiles profiles;
  private final InstantSource clock;

  public LoginSessionResource(
      SignIn signIn,
      LoginSessions loginSessions,
      Tokens tokens,
      Profiles profiles,
      InstantSource clock) {
    this.signIn = signIn;
    this.loginSessions = loginSessions;
    this.tokens = tokens;
    this.profiles = profiles;
    this.clock = clock;
  }

  @POST
  @Anonymous
  @Guessable
  @Operation(summary = "Sign in with e-mail and password")
  @APIResponse(
      responseCode = "201",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = SignedInView.class)))
  public Response post(@NotNull @Valid PostLoginSession body, @Context RoutingContext routing) {
    var signedIn =
        signIn.withPassword(
            new SignIn.Attempt(null, body.email(), Device.of(routing)), body.password());
    var delivery = body.delivery() == null ? Delivery.BODY : body.delivery();
    return answer(201, signedIn, delivery, routing.request());
  }

  @POST
  @Path("/refresh")
  @Anonymous
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "New tokens for a refresh token")
  @APIResponse(
      responseCode = "200",
      description = "Refreshed",
      content = @Content(schema = @Schema(implementation = SignedInView.class)))
  public Response refresh(
      @Nullable PostRefresh body,
      @CookieParam(Cookies.REFRESH) @Nullable String cookie,
      @HeaderParam("X-CSRF-Token") @Nullable String csrf,
      @Context RoutingContext routing) {
    var request = routing.request();
    var address = ClientAddress.of(routing);
    if (body != null && body.refreshToken() != null) {
      var signedIn = loginSessions.refresh(body.refreshToken(), address);
      return answer(200, signedIn, Delivery.BODY, request);
    }
    if (cookie == null) {
      throw Problem.unauthenticated("refresh_token_missing", "Send a refresh token, or sign in.");
    }
    var id = loginSessions.ofRefreshToken(cookie);
    if (id.isPresent() && !tokens.isCsrfToken(csrf, id.get())) {
      throw Problem.forbidden(
          "csrf_token_wrong", "Send the cookie sardonyx_csrf as the header X-CSRF-Token too.");
    }
    return answer(200, loginSessions.refresh(cookie, address), Delivery.COOKIE, request);
  }

  @GET
  @Operation(summary = "The devices that one is signed in with")
  public Listed<LoginSession> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Listed.MAX_LIMIT) int limit) {
    return loginSessions.list(Callers.of(security), cursor, limit);
  }

  @DELETE
  @BeforePasswordChange
  @Operation(summary = "Sign out everywhere")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response deleteAll(@Context SecurityContext security, @Context HttpServerRequest request) {
    loginSessions.endAll(Callers.of(security));
    return signedOut(request);
  }

  @DELETE
  @Path("/current")
  @BeforePasswordChange
  @Operation(summary = "Sign out here")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response deleteCurrent(
      @Context SecurityContext security, @Context HttpServerRequest request) {
    loginSessions.endCurrent(Callers.of(security));
    return signedOut(request);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Sign out one device")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    loginSessions.end(Callers.of(security), id);
  }

  private Response answer(
      int status, SignedIn signedIn, Delivery delivery, HttpServerRequest request) {
    var user = profiles.me(signedIn.standing().caller());
    var response = Response.status(status).entity(SignedInView.of(signedIn, user, delivery));
    return delivery == Delivery.COOKIE
        ? response.cookie(Cookies.of(signedIn, request, clock.instant())).build()
        : response.build();
  }

  private static Response signedOut(HttpServerRequest request) {
    var response = Response.noContent();
    return request.getCookie(Credentials.ACCESS_COOKIE) == null
        ? response.build()
        : response.cookie(Cookies.none(request)).build();
  }
}
