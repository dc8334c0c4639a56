package io.sardonyx.messages;

import io.sardonyx.chat.ChatRateClasses;
import io.sardonyx.platform.json.RawJson;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.limits.RateLimiter;
import io.sardonyx.platform.web.routes.RateLimited;
import io.sardonyx.sessions.ChatSessions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
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

/** The messages of a chat session over HTTP. */
@Path("/api/v1/chat/sessions")
@Tag(name = "Chat messages")
@RunOnVirtualThread
public class ChatMessageResource {
  private final ChatSessions sessions;
  private final Messages messages;
  private final RateLimiter limiter;

  ChatMessageResource(ChatSessions sessions, Messages messages, RateLimiter limiter) {
    this.sessions = sessions;
    this.messages = messages;
    this.limiter = limiter;
  }

  @GET
  @Path("/{id}/messages")
  @Operation(
      summary = "List the messages of the current branch",
      description =
          "The first page has the newest messages, each page is oldest first. The cursor is that of"
              + " the page before.")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MessagePage.class)))
  public RawJson<MessagePage> page(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @QueryParam("cursor") @Nullable UUID cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return messages.page(RequestCaller.of(security), id, cursor, limit);
  }

  @POST
  @Path("/{id}/messages")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Send a message",
      description =
          "Responds when the message is committed; the assistant's answer follows as events. With"
              + " `Accept: text/event-stream` the answer follows in the response.")
  @APIResponseSchema(value = SentMessage.class, responseCode = "201")
  @APIResponse(responseCode = "200", description = "An earlier request sent it")
  public RestResponse<SentMessage> send(
      @Context SecurityContext security,
      @Context RoutingContext routing,
      @PathParam("id") UUID id,
      @NotNull @Valid SendMessage message) {
    var caller = RequestCaller.of(security);
    if (message.wantsAnswer()) {
      limiter.count(routing.request(), ChatRateClasses.ANSWER, caller);
    }
    return created(messages.send(caller, id, message));
  }

  @POST
  @Path("/{id}/messages/{message}/answers")
  @RateLimited(ChatRateClasses.ANSWER)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Regenerate an answer",
      description =
          "Requests another answer to a message. The conversation forks; the new answer is shown.")
  @APIResponseSchema(value = SentMessage.class, responseCode = "201")
  @APIResponse(responseCode = "200", description = "An earlier request created it")
  public RestResponse<SentMessage> regenerate(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("message") UUID message,
      @NotNull @Valid RequestAnswer wanted) {
    return created(messages.regenerate(RequestCaller.of(security), id, message, wanted));
  }

  @DELETE
  @Path("/{id}/messages")
  @Operation(
      summary = "Delete all messages of a chat session",
      description = "They cannot be restored.")
  public void clear(@Context SecurityContext security, @PathParam("id") UUID id) {
    sessions.clear(RequestCaller.of(security), id);
  }

  @PUT
  @Path("/{id}/messages/{message}/shown")
  @Operation(summary = "Switch to the branch of a message")
  @APIResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = MessagePage.class)))
  public RawJson<MessagePage> show(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("message") UUID message,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(100) int limit) {
    return messages.show(RequestCaller.of(security), id, message, limit);
  }

  private static RestResponse<SentMessage> created(SentMessage sent) {
    return RestResponse.status(
        sent.repeated() ? RestResponse.Status.OK : RestResponse.Status.CREATED, sent);
  }
}
