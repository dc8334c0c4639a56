package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.identity.accounts.TokenPurpose;
import io.sardonyx.identity.login.Device;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.AuthKeys;
import io.sardonyx.identity.supabase.AuthSettings;
import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestValidation;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.identity.supabase.links.EmailVerification;
import io.sardonyx.identity.supabase.links.LinkPage;
import io.sardonyx.identity.supabase.links.LinkRedirects;
import io.sardonyx.identity.supabase.links.LinkRedirects.Link;
import io.sardonyx.identity.supabase.links.PostEmail;
import io.sardonyx.identity.supabase.links.PostVerify;
import io.sardonyx.identity.supabase.sessions.AuthSessions;
import io.sardonyx.identity.supabase.sessions.CookieSessions;
import io.sardonyx.identity.supabase.sessions.PostToken;
import io.sardonyx.identity.supabase.sessions.SessionView;
import io.sardonyx.identity.supabase.sessions.TokenDelivery;
import io.sardonyx.identity.tokens.TokenDocuments;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing up and in, for people whom nobody knows yet. */
@Path("/auth/v1")
@Tag(name = "Supabase Auth")
@RunOnVirtualThread
public class AuthResource {
  private final AuthKeys keys;
  private final SignUps signUps;
  private final AuthSessions sessions;
  private final CookieSessions pageSessions;
  private final EmailVerification verification;
  private final LinkRedirects following;
  private final TokenDocuments documents;

  public AuthResource(
      AuthKeys keys,
      SignUps signUps,
      AuthSessions sessions,
      CookieSessions pageSessions,
      EmailVerification verification,
      LinkRedirects following,
      TokenDocuments documents) {
    this.keys = keys;
    this.signUps = signUps;
    this.sessions = sessions;
    this.pageSessions = pageSessions;
    this.verification = verification;
    this.following = following;
    this.documents = documents;
  }

  @POST
  @Path("/signup")
  @Anonymous
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @RateLimited(IdentityRateClasses.MAIL)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sign up",
      description = "Answers with a session, or with a user who has to confirm the address first.")
  @APIResponse(
      responseCode = "200",
      description = "Signed up",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(anyOf = {SessionView.class, UserView.class})))
  public Response signUp(
      @NotNull PostSignUp body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    var application = keys.of(routing.request());
    return Response.ok(signUps.signUp(application, body, redirectTo, Device.of(routing))).build();
  }

  @POST
  @Path("/token")
  @Anonymous
  @RateLimited(value = IdentityRateClasses.SIGN_IN, unlessQuery = "grant_type=refresh_token")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Sign in with a password or the code of a link, or refresh tokens",
      description =
          "Our own pages have the tokens delivered as cookies that no script can read; refreshing"
              + " by cookie needs the header X-CSRF-Token.")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionView.class)))
  public Response token(
      @QueryParam("grant_type") @Schema(enumeration = {"password", "refresh_token", "pkce"})
          @Nullable String grantType,
      @NotNull PostToken body,
      @Context RoutingContext routing) {
    if (body.delivery() == TokenDelivery.COOKIE) {
      return pageSessions.token(grantType, body, routing);
    }
    var application = keys.ofAnyKey(routing.request());
    var signedIn =
        switch (String.valueOf(grantType)) {
          case "password" -> sessions.withPassword(application, body, Device.of(routing));
          case "refresh_token" -> sessions.refresh(application, body, Device.of(routing));
          case "pkce" -> sessions.withCode(keys.of(routing.request()), body, Device.of(routing));
          default -> throw AuthSessions.unsupported(grantType);
        };
    return Response.ok(sessions.view(signedIn)).build();
  }

  @POST
  @Path("/recover")
  @Anonymous
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(summary = "Send a password reset link")
  public Map<String, Object> recover(
      @NotNull PostEmail body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    var application = keys.ofAnyKey(routing.request());
    RequestFields.requireNone(body.type(), "type");
    verification.request(application, body, TokenPurpose.RECOVERY, redirectTo);
    return Map.of();
  }

  @POST
  @Path("/otp")
  @Anonymous
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(
      summary = "Send a sign-in link",
      description =
          "Where people may sign up by themselves it makes an account for whoever has none, unless"
              + " create_user is false.")
  public Map<String, Object> otp(
      @NotNull PostOtp body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    var application = keys.ofAnyKey(routing.request());
    signUps.mailLink(application, body, redirectTo, Device.of(routing));
    return Map.of();
  }

  @POST
  @Path("/magiclink")
  @Anonymous
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(summary = "Send a sign-in link, as older clients ask for it")
  public Map<String, Object> magicLink(
      @NotNull PostOtp body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    return otp(body, redirectTo, routing);
  }

  @POST
  @Path("/resend")
  @Anonymous
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(summary = "Resend a confirmation e-mail")
  public Map<String, Object> resend(
      @NotNull PostEmail body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    var purpose =
        switch (String.valueOf(body.type())) {
          case "signup" -> TokenPurpose.SIGNUP;
          case "email_change" -> TokenPurpose.EMAIL_CHANGE;
          default -> throw AuthErrors.invalid("Resend knows the types signup and email_change");
        };
    verification.request(keys.ofAnyKey(routing.request()), body, purpose, redirectTo);
    return Map.of();
  }

  @POST
  @Path("/verify")
  @Anonymous
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @Operation(summary = "Verify a mailed link or code")
  public SessionView verify(@NotNull PostVerify body, @Context RoutingContext routing) {
    return verification.verify(keys.ofAnyKey(routing.request()), body, Device.of(routing));
  }

  @GET
  @Path("/verify")
  @Anonymous
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @Operation(
      summary = "Page of a mailed link, with a button that continues to the application",
      description =
          "It changes nothing, because programs that look at mail open every link. Where no address"
              + " of the application is allowed, it goes on to a page of ours.")
  @APIResponse(
      responseCode = "200",
      description = "A page with a button",
      content = @Content(mediaType = MediaType.TEXT_HTML))
  @APIResponse(responseCode = "303", description = "Goes on to a page of ours")
  public Response open(
      @QueryParam("token") @Nullable String token,
      @QueryParam("type") @Nullable String type,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    var link = link(token, type, redirectTo);
    var redirect = following.redirect(link);
    if (redirect == null) {
      return Response.status(303).header("Location", following.page(link)).build();
    }
    routing.response().putHeader("Content-Security-Policy", LinkPage.policy(redirect));
    return Response.ok(LinkPage.html(redirect, LinkRedirects.action(link, redirect)))
        .type("text/html;charset=UTF-8")
        .build();
  }

  @POST
  @Path("/verify/link")
  @Anonymous
  @RateLimited(IdentityRateClasses.SIGN_IN)
  @Operation(
      summary = "Continue from a mailed link to the application, with tokens",
      description = "To an address that the application allows, or to a page of ours.")
  @APIResponse(responseCode = "303", description = "Goes on")
  public Response follow(
      @QueryParam("token") @Nullable String token,
      @QueryParam("type") @Nullable String type,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    var where = following.follow(link(token, type, redirectTo), Device.of(routing));
    return Response.status(303).header("Location", where).build();
  }

  private static Link link(
      @Nullable String token, @Nullable String type, @Nullable String redirectTo) {
    return new Link(
        RequestValidation.given(token, "token"), RequestValidation.given(type, "type"), redirectTo);
  }

  @GET
  @Path("/settings")
  @Anonymous
  @Operation(summary = "Get the sign-in settings of an application")
  public AuthSettings settings(@Context RoutingContext routing) {
    return AuthSettings.of(keys.of(routing.request()));
  }

  @GET
  @Path("/health")
  @Anonymous
  @Operation(summary = "Get the health of the sign-in API")
  public Map<String, String> health() {
    return Map.of(
        "name",
        "GoTrue",
        "version",
        "sardonyx",
        "description",
        "Supabase Auth, as Sardonyx has it");
  }

  @GET
  @Path("/.well-known/jwks.json")
  @Anonymous
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Get the public keys of access tokens (JWKS), at the path of Supabase Auth")
  @APIResponse(
      responseCode = "200",
      description = "A JSON Web Key Set",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Map.class)))
  public Response jwks(@Context RoutingContext routing) {
    return documents.keySet(routing);
  }

  @GET
  @Path("/.well-known/openid-configuration")
  @Anonymous
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Get who issues access tokens and where the keys are, at the path of Supabase Auth")
  @APIResponse(
      responseCode = "200",
      description = "A discovery document",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Map.class)))
  public Response openIdConfiguration(@Context RoutingContext routing) {
    return documents.discovery(routing);
  }
}
