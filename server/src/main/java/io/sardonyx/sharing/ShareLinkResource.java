package io.sardonyx.sharing;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The link to a chat over HTTP, for its owner. */
@Path("/api/v1/chat/sessions/{id}/share")
@Tag(name = "Sharing")
@RunOnVirtualThread
public class ShareLinkResource {
  private final ShareLinks links;

  ShareLinkResource(ShareLinks links) {
    this.links = links;
  }

  @POST
  @ResponseStatus(201)
  @Operation(
      summary = "Create a share link",
      description =
          "The secret is in this answer only. A link that the chat had before ends. What is said"
              + " later can be read by it too.")
  public ShareLinkWithToken post(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PostShareLink body) {
    return links.create(RequestCaller.of(security), id, body);
  }

  @GET
  @Operation(summary = "Get the share link of a chat session")
  public ShareLink get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return links.get(RequestCaller.of(security), id);
  }

  @DELETE
  @Operation(summary = "Revoke a share link")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    links.revoke(RequestCaller.of(security), id);
  }
}
