package io.sardonyx.export;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** All one's chats to take along, over HTTP. */
@Path("/api/v1/chat/export")
@Tag(name = "Export")
@RunOnVirtualThread
public class ExportResource {
  private final Exports exports;

  ExportResource(Exports exports) {
    this.exports = exports;
  }

  @GET
  @RateLimited(ExportRateClasses.EXPORT)
  @Blocking
  @RunOnVirtualThread
  @Operation(
      summary = "Export all your chats",
      description = "format is json, with every branch, or markdown, with the ones that are shown.")
  @APIResponse(
      responseCode = "200",
      description = "As a file",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING))
      })
  public Response all(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @QueryParam("format") @DefaultValue("json") @Schema(enumeration = {"json", "markdown"})
          String format) {
    return exports.all(RequestCaller.of(security), format).response(routing.request());
  }
}
