package io.sardonyx.export;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A chat to take along, over HTTP. */
@Path("/api/v1/chat/sessions")
@Tag(name = "Export")
@RunOnVirtualThread
public class TranscriptResource {
  private final Exports exports;

  TranscriptResource(Exports exports) {
    this.exports = exports;
  }

  @GET
  @Path("/{id}/export")
  @RateLimited(ExportRateClasses.EXPORT)
  @Blocking
  @RunOnVirtualThread
  @Operation(
      summary = "Export a chat session",
      description = "format is json, with every branch, or markdown, with the one that is shown.")
  @APIResponse(
      responseCode = "200",
      description = "As a file",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING))
      })
  public Response one(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @PathParam("id") UUID id,
      @QueryParam("format") @DefaultValue("json") @Schema(enumeration = {"json", "markdown"})
          String format) {
    return exports.one(RequestCaller.of(security), id, format).response(routing.request());
  }
}
