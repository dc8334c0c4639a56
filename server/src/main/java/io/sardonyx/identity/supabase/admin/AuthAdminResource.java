package io.sardonyx.identity.supabase.admin;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.identity.accounts.AccountPages.AccountQuery;
import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.identity.supabase.AuthKeys;
import io.sardonyx.identity.supabase.FactorView;
import io.sardonyx.identity.supabase.UserView;
import io.sardonyx.identity.supabase.admin.AccountAdmin.Backend;
import io.sardonyx.platform.web.ClientAddress;
import io.sardonyx.platform.web.routes.Anonymous;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * An application's users, for its backend. Its secret says who is calling, and it is nobody of the
 * people whom callers are: hence anonymous, and asked for in each method.
 */
@Path("/auth/v1")
@Tag(name = "Supabase Auth")
@RunOnVirtualThread
public class AuthAdminResource {
  private static final int MAX_PAGE = 1_000_000;
  private static final int MAX_PER_PAGE = 1_000;
  private static final int MAX_FILTER = 254;

  private final AuthKeys keys;
  private final AccountAdmin accounts;
  private final FactorAdmin factors;

  public AuthAdminResource(AuthKeys keys, AccountAdmin accounts, FactorAdmin factors) {
    this.keys = keys;
    this.accounts = accounts;
    this.factors = factors;
  }

  /** A page of an application's users. */
  public record Users(List<UserView> users, String aud) {}

  @GET
  @Path("/admin/users")
  @Anonymous
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "List the users of an application, newest first",
      description =
          "sort is created_at desc, or created_at asc. With filter only those in whose address or"
              + " full name it stands, in whatever case.")
  @APIResponse(
      responseCode = "200",
      description = "X-Total-Count says how many there are, Link where the next page is",
      content = @Content(schema = @Schema(implementation = Users.class)))
  public Response list(
      @QueryParam("page") @DefaultValue("1") @Min(1) @Max(MAX_PAGE) int page,
      @QueryParam("per_page") @DefaultValue("50") @Min(1) @Max(MAX_PER_PAGE) int perPage,
      @QueryParam("sort") @Nullable String sort,
      @QueryParam("filter") @Size(max = MAX_FILTER) @Nullable String filter,
      @Context RoutingContext routing) {
    var application = backend(routing).application().applicationId();
    var query = new AccountQuery(application, given(filter), isOldestFirst(given(sort)));
    var found = accounts.list(query, page, perPage);
    long last = Math.max(1, (found.total() + perPage - 1) / perPage);
    var links = new ArrayList<String>();
    if (page < last) {
      links.add(link(page + 1, perPage, query, "next"));
    }
    links.add(link(last, perPage, query, "last"));
    return Response.ok(new Users(found.users(), "authenticated"))
        .header("X-Total-Count", found.total())
        .header("Link", String.join(", ", links))
        .build();
  }

  private static @Nullable String given(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }

  private static boolean isOldestFirst(@Nullable String sort) {
    return switch (sort == null ? "created_at" : sort.toLowerCase(Locale.ROOT)) {
      case "created_at", "created_at desc" -> false;
      case "created_at asc" -> true;
      default -> throw AuthErrors.invalid("sort is created_at desc or created_at asc");
    };
  }

  /** The page comes first: clients look for it there. */
  private static String link(long page, int perPage, AccountQuery query, String relation) {
    var more = new StringBuilder();
    if (query.oldestFirst()) {
      more.append("&sort=created_at%20asc");
    }
    if (query.filter() != null) {
      more.append("&filter=").append(URLEncoder.encode(query.filter(), StandardCharsets.UTF_8));
    }
    return "</auth/v1/admin/users?page=%d&per_page=%d%s>; rel=\"%s\""
        .formatted(page, perPage, more, relation);
  }

  @POST
  @Path("/admin/users")
  @Anonymous
  @Operation(summary = "Create a user")
  public UserView create(@NotNull AdminUser body, @Context RoutingContext routing) {
    return accounts.create(backend(routing), body);
  }

  @GET
  @Path("/admin/users/{id}")
  @Anonymous
  @Operation(summary = "Get a user")
  public UserView get(@PathParam("id") UUID id, @Context RoutingContext routing) {
    return accounts.get(backend(routing), id);
  }

  @PUT
  @Path("/admin/users/{id}")
  @Anonymous
  @Operation(summary = "Update a user; a new password or a ban signs them out everywhere")
  public UserView update(
      @PathParam("id") UUID id, @NotNull AdminUser body, @Context RoutingContext routing) {
    return accounts.update(backend(routing), id, body);
  }

  @DELETE
  @Path("/admin/users/{id}")
  @Consumes(MediaType.WILDCARD) // There may be no body, and so no type.
  @Anonymous
  @Operation(
      summary = "Delete a user and all their data",
      description =
          "With should_soft_delete their data stays; they cannot sign in any more, and their address"
              + " is free.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DeleteUser.class)))
  public Map<String, Object> delete(
      @PathParam("id") UUID id, String body, @Context RoutingContext routing) {
    if (DeleteUser.parse(body).isSoft()) {
      accounts.deleteSoftly(backend(routing), id);
    } else {
      accounts.delete(backend(routing), id);
    }
    return Map.of();
  }

  @GET
  @Path("/admin/users/{id}/factors")
  @Anonymous
  @Operation(summary = "List the second factors of a user")
  public List<FactorView> listFactors(@PathParam("id") UUID id, @Context RoutingContext routing) {
    return factors.list(backend(routing), id);
  }

  @DELETE
  @Path("/admin/users/{id}/factors/{factor}")
  @Anonymous
  @Operation(
      summary = "Remove a second factor of a user",
      description = "They are signed out everywhere.")
  public Map<String, Object> removeFactor(
      @PathParam("id") UUID id, @PathParam("factor") UUID factor, @Context RoutingContext routing) {
    factors.remove(backend(routing), id, factor);
    return Map.of("id", factor);
  }

  @POST
  @Path("/invite")
  @Anonymous
  @RateLimited(IdentityRateClasses.MAIL)
  @Operation(summary = "Invite a user by e-mail")
  public UserView invite(
      @NotNull PostInvite body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    return accounts.invite(backend(routing), body, redirectTo);
  }

  @POST
  @Path("/admin/generate_link")
  @Anonymous
  @Operation(summary = "Generate a link or code without sending mail")
  public GeneratedLink generateLink(
      @NotNull PostLink body,
      @QueryParam("redirect_to") @Nullable String redirectTo,
      @Context RoutingContext routing) {
    return accounts.generateLink(
        backend(routing), body, redirectTo == null ? body.redirectTo() : redirectTo);
  }

  private Backend backend(RoutingContext routing) {
    return new Backend(keys.ofSecret(routing.request()), ClientAddress.of(routing));
  }
}
