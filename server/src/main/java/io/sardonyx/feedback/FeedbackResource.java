package io.sardonyx.feedback;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Feedback over HTTP, for those who give it. */
@Path("/api/v1/chat/sessions")
@Tag(name = "Feedback")
@RunOnVirtualThread
public class FeedbackResource {
  private final AnswerFeedback feedback;

  FeedbackResource(AnswerFeedback feedback) {
    this.feedback = feedback;
  }

  @PUT
  @Path("/{id}/messages/{answer}/feedback")
  @Operation(summary = "Rate an answer")
  public Feedback put(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("answer") UUID answer,
      @NotNull @Valid PutFeedback body) {
    return feedback.put(RequestCaller.of(security), id, answer, body);
  }

  @DELETE
  @Path("/{id}/messages/{answer}/feedback")
  @Operation(summary = "Delete your rating of an answer")
  public void delete(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @PathParam("answer") UUID answer) {
    feedback.delete(RequestCaller.of(security), id, answer);
  }

  @GET
  @Path("/{id}/feedback")
  @Operation(summary = "List your feedback on a chat session")
  public Page<Feedback> ofSession(@Context SecurityContext security, @PathParam("id") UUID id) {
    return feedback.ofSession(RequestCaller.of(security), id);
  }
}
