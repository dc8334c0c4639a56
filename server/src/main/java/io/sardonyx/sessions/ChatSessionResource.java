package io.sardonyx.sessions;

import io.sardonyx.platform.json.RawJson;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Chat sessions over HTTP. */
@Path("/api/v1/chat/sessions")
@Tag(name = "Chat sessions")
@RunOnVirtualThread
public class ChatSessionResource {
  private final ChatSessions sessions;

  ChatSessionResource(ChatSessions sessions) {
    this.sessions = sessions;
  }

  @POST
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Create a chat session",
      description =
          "With an id (UUID version 7) of your own, a repeat returns what the first request"
              + " created.")
  @APIResponseSchema(value = ChatSession.class, responseCode = "201")
  @APIResponse(responseCode = "200", description = "An earlier request created it")
  public RestResponse<ChatSession> create(
      @Context SecurityContext security, @NotNull @Valid CreateSession wanted) {
    var created = sessions.create(RequestCaller.of(security), wanted);
    return RestResponse.status(
        created.repeated() ? RestResponse.Status.OK : RestResponse.Status.CREATED,
        created.session());
  }

  @GET
  @Operation(
      summary = "List your chat sessions",
      description =
          "The one in which something was said last comes first. A chat that is written in moves"
              + " there, also between two pages: it is on the first page, not on a later one.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SessionPage.class)))
  public RawJson<SessionPage> list(
      @Context SecurityContext security,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit,
      @QueryParam("archived") @DefaultValue("false") boolean archived,
      @QueryParam("deleted") @DefaultValue("false") boolean deleted,
      @Valid @BeanParam SessionFilter filter) {
    return sessions.list(
        RequestCaller.of(security),
        new SessionQuery(SessionCursor.parse(cursor), archived, deleted, filter),
        limit);
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Read a chat session")
  public ChatSession get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return sessions.get(RequestCaller.of(security), id);
  }

  @PUT
  @Path("/{id}")
  @Operation(
      summary = "Rename, categorize, share, pin, archive or move a chat session",
      description = "What is not given stays; what is null becomes empty.")
  public ChatSession update(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid UpdateSession change) {
    return sessions.update(RequestCaller.of(security), id, change);
  }

  @DELETE
  @Path("/{id}")
  @Operation(
      summary = "Delete a chat session",
      description = "It can be restored for some weeks, and is then gone for good.")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    sessions.delete(RequestCaller.of(security), id);
  }

  @POST
  @Path("/{id}/restore")
  @Operation(summary = "Restore a deleted chat session")
  public ChatSession restore(@Context SecurityContext security, @PathParam("id") UUID id) {
    return sessions.restore(RequestCaller.of(security), id);
  }
}
