package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.supabase.AuthErrors;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.routes.Anonymous;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Ways to sign in that Supabase has and that are not offered: clients know by the codes that they
 * are switched off, which "no such page" would not tell them.
 */
@Path("/auth/v1")
@Tag(name = "Supabase Auth")
@RunOnVirtualThread
public class NotOfferedResource {
  @GET
  @Path("/authorize")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> authorize() {
    throw AuthErrors.disabled("provider_disabled", "Unsupported provider: provider is not enabled");
  }

  @GET
  @Path("/callback")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> callback() {
    return authorize();
  }

  @POST
  @Path("/sso")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> sso() {
    throw missing("saml_provider_disabled", "SAML 2.0 is disabled");
  }

  @GET
  @Path("/sso/saml/metadata")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> samlMetadata() {
    return sso();
  }

  @POST
  @Path("/sso/saml/acs")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> samlResponse() {
    return sso();
  }

  @GET
  @Path("/reauthenticate")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> reauthenticate() {
    throw AuthErrors.notOffered(
        "reauthentication_not_valid", "No nonce is sent here: say your current password instead");
  }

  @GET
  @Path("/user/identities/authorize")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> linkIdentity() {
    throw missing("manual_linking_disabled", "Manual linking is disabled");
  }

  @DELETE
  @Path("/user/identities/{id}")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> unlinkIdentity(@PathParam("id") String id) {
    return linkIdentity();
  }

  @GET
  @Path("/passkeys")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> passkeys() {
    throw missing("passkey_disabled", "Passkeys are disabled");
  }

  @POST
  @Path("/passkeys/{ceremony}/{step}")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> passkeyCeremony(
      @PathParam("ceremony") String ceremony, @PathParam("step") String step) {
    return passkeys();
  }

  @PATCH
  @Path("/passkeys/{id}")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> renamePasskey(@PathParam("id") String id) {
    return passkeys();
  }

  @DELETE
  @Path("/passkeys/{id}")
  @Anonymous
  @Operation(hidden = true)
  public Map<String, Object> deletePasskey(@PathParam("id") String id) {
    return passkeys();
  }

  private static Problem missing(String code, String detail) {
    return new Problem(Problem.Kind.NOT_FOUND, code, detail);
  }
}
