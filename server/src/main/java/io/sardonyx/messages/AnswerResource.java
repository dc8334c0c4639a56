package io.sardonyx.messages;

import io.sardonyx.answers.AnswerSource;
import io.sardonyx.answers.Answers;
import io.sardonyx.answers.pipeline.AnswerStream;
import io.sardonyx.chat.ChatRateClasses;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.problem.Problem;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/**
 * Answers over HTTP: as server-sent events, and stopping them. Methods that return a stream are
 * annotated as blocking themselves; the framework ignores the annotation of the class for them.
 */
@Path("/api/v1/chat/sessions")
@Tag(name = "Answers")
@RunOnVirtualThread
public class AnswerResource {
  private final Messages messages;
  private final ChatAnswers chatAnswers;
  private final Answers answers;
  private final AnswerStream stream;

  AnswerResource(Messages messages, ChatAnswers chatAnswers, Answers answers, AnswerStream stream) {
    this.messages = messages;
    this.chatAnswers = chatAnswers;
    this.answers = answers;
    this.stream = stream;
  }

  @POST
  @Path("/{id}/messages/stream")
  @RateLimited(ChatRateClasses.ANSWER)
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @RunOnVirtualThread
  @Operation(
      summary = "Send a message and stream the answer",
      description =
          "The same as POST …/messages with `Accept: text/event-stream`. Events: `message` with"
              + " both messages, `part` for each part of the answer (its id is the part's number),"
              + " `done` with the answer in its final state. The answer is written also while nobody"
              + " reads it; resume with GET …/stream.")
  @APIResponse(
      responseCode = "200",
      description = "The events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  public Multi<OutboundSseEvent> send(
      @Context SecurityContext security,
      @Context Sse sse,
      @PathParam("id") UUID id,
      @NotNull @Valid SendMessage message) {
    var caller = RequestCaller.of(security);
    var sent = messages.send(caller, id, message);
    var first = Multi.createFrom().item(stream.event(sse, "message", sent));
    var answer = sent.answerId();
    return answer == null
        ? first
        : Multi.createBy()
            .concatenating()
            .streams(first, stream.open(sse, caller, source(id, answer), 0));
  }

  @GET
  @Path("/{id}/messages/{answer}/stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Blocking
  @RunOnVirtualThread
  @Operation(
      summary = "Stream an answer",
      description = "On any node. With `Last-Event-ID`, the parts after that one.")
  @APIResponse(
      responseCode = "200",
      description = "The events",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(type = SchemaType.STRING)))
  public Multi<OutboundSseEvent> stream(
      @Context SecurityContext security,
      @Context Sse sse,
      @PathParam("id") UUID id,
      @PathParam("answer") UUID answer,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId) {
    var caller = RequestCaller.of(security);
    requireAnswer(caller, id, answer);
    return stream.open(sse, caller, source(id, answer), part(lastEventId));
  }

  @POST
  @Path("/{id}/messages/{answer}/stop")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Stop generating an answer", description = "The text so far is kept.")
  @APIResponseSchema(value = ChatMessage.class, responseCode = "202")
  public RestResponse<ChatMessage> stop(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("answer") UUID answer) {
    var marked = chatAnswers.requestStop(RequestCaller.of(security), id, answer);
    answers.stop(answer);
    return RestResponse.status(RestResponse.Status.ACCEPTED, marked);
  }

  private AnswerSource source(UUID sessionId, UUID answerId) {
    return new ChatAnswerSource(messages, sessionId, answerId);
  }

  private void requireAnswer(Caller caller, UUID sessionId, UUID answerId) {
    if (!messages.get(caller, sessionId, answerId).kind().equals("assistant")) {
      throw Problem.invalid("not_an_answer", "Only an answer can be read as a stream.");
    }
  }

  private static int part(@Nullable String lastEventId) {
    if (lastEventId == null || lastEventId.isBlank()) {
      return 0;
    }
    try {
      return Math.max(0, Integer.parseInt(lastEventId.strip()));
    } catch (NumberFormatException e) {
      throw new Problem(
          Problem.Kind.MALFORMED,
          "malformed_parameter",
          "Last-Event-ID must be the number of the last part that was received.");
    }
  }
}
