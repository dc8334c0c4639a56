package io.sardonyx.identity.login;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.AllowedBeforePasswordChange;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One's own password over HTTP. */
@Path("/api/v1/me/password")
@Tag(name = "Me")
@RunOnVirtualThread
public class PasswordResource {
  private final Passwords passwords;

  public PasswordResource(Passwords passwords) {
    this.passwords = passwords;
  }

  @PUT
  @AllowedBeforePasswordChange
  @Operation(summary = "Change your password and sign out other devices")
  public void put(@Context SecurityContext security, @NotNull @Valid PutPassword body) {
    passwords.change(RequestCaller.of(security), body.currentPassword(), body.newPassword());
  }
}
