package io.sardonyx.identity.profile;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.AllowedBeforePasswordChange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Oneself over HTTP. */
@Path("/api/v1/me")
@Tag(name = "Me")
@RunOnVirtualThread
public class MeResource {
  private final Profiles profiles;

  public MeResource(Profiles profiles) {
    this.profiles = profiles;
  }

  @GET
  @AllowedBeforePasswordChange
  @Operation(summary = "Get your profile and permissions")
  public Me get(@Context SecurityContext security) {
    return profiles.whole(RequestCaller.of(security));
  }

  @PATCH
  @Operation(summary = "Update your profile, preferences and settings")
  public Profile patch(@Context SecurityContext security, @NotNull @Valid PatchMe change) {
    return profiles.change(RequestCaller.of(security), change);
  }

  @GET
  @Path("/preferences")
  @Operation(summary = "Get your preferences and settings")
  public Preferences getPreferences(@Context SecurityContext security) {
    return profiles.preferences(RequestCaller.of(security));
  }

  @PATCH
  @Path("/preferences")
  @Operation(
      summary = "Update your preferences and settings",
      description =
          "What is given replaces, null removes, the rest stays. Your other devices hear of it.")
  public Preferences patchPreferences(
      @Context SecurityContext security, @NotNull @Valid PatchPreferences change) {
    return profiles.change(RequestCaller.of(security), change);
  }
}
