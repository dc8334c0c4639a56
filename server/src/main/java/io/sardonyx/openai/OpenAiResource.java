package io.sardonyx.openai;

import com.fasterxml.jackson.databind.JsonNode;
import io.sardonyx.chat.ChatRateClasses;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.BodyLimit;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** OpenAI's API, for its clients: they need this address and an API key of ours. */
@Path("/v1")
@Tag(
    name = "OpenAI",
    description = "Compatible with OpenAI's API, errors included. A persona is a model too.")
@RunOnVirtualThread
public class OpenAiResource {
  /** In bytes. Images are sent as text, and a long context may be several books. */
  static final int MAX_BODY = 20_000_000;

  private final Completions completions;

  OpenAiResource(Completions completions) {
    this.completions = completions;
  }

  @GET
  @Path("/models")
  @Operation(summary = "List the models and personas that you may use")
  public ModelList list(@Context SecurityContext security) {
    return completions.list(RequestCaller.of(security));
  }

  @GET
  @Path("/models/{model}")
  @Operation(summary = "Get a model or persona")
  public ModelList.Model get(@Context SecurityContext security, @PathParam("model") String model) {
    return completions.get(RequestCaller.of(security), model);
  }

  @POST
  @Path("/chat/completions")
  @RateLimited(ChatRateClasses.ANSWER)
  @BodyLimit(MAX_BODY)
  @Blocking
  @RunOnVirtualThread
  @Operation(
      summary = "Create a chat completion, whole or streamed",
      description =
          "Unknown fields are forwarded to the model provider, such as tools and formats.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CompletionBody.class)))
  @APIResponse(
      responseCode = "200",
      description = "The completion, in OpenAI's form",
      content = {
        @Content(mediaType = "application/json", schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = "text/event-stream", schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "402",
      description = "The account at the model provider has no credit left",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/OpenAiFailure")))
  @APIResponse(
      responseCode = "502",
      description = "The model provider failed",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(ref = "#/components/schemas/OpenAiFailure")))
  public Response create(
      @Context SecurityContext security, @Context RoutingContext routing, @Nullable JsonNode body) {
    var completion =
        completions.create(RequestCaller.of(security), body, routing.response()::closed);
    StreamingOutput out = completion.body()::writeTo;
    return Response.ok(out)
        .type(
            completion.isStream()
                ? MediaType.SERVER_SENT_EVENTS_TYPE
                : MediaType.APPLICATION_JSON_TYPE)
        .build();
  }
}
