package io.sardonyx.feedback;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Feedback over HTTP, for those who run the organization. */
@Path("/api/v1/feedback")
@Tag(name = "Feedback")
@RunOnVirtualThread
public class FeedbackListResource {
  private final AnswerFeedback feedback;

  FeedbackListResource(AnswerFeedback feedback) {
    this.feedback = feedback;
  }

  @GET
  @Operation(summary = "List feedback on answers, newest first")
  public Page<Feedback> list(
      @Context SecurityContext security,
      @QueryParam("rating") @Pattern(regexp = Feedback.RATINGS) @Nullable String rating,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
    return feedback.list(RequestCaller.of(security), rating, cursor, limit);
  }
}
