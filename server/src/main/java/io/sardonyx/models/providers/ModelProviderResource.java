package io.sardonyx.models.providers;

import io.sardonyx.chat.ChatRateClasses;
import io.sardonyx.models.ModelProvider;
import io.sardonyx.models.clients.ModelTestResult;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.Idempotent;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Model providers over HTTP. */
@Path("/api/v1/model-providers")
@Tag(name = "Model providers", description = "For owners and administrators.")
@RunOnVirtualThread
public class ModelProviderResource {
  private final ModelProviders providers;

  ModelProviderResource(ModelProviders providers) {
    this.providers = providers;
  }

  /** All of them; an organization has few. */
  public record ProviderList(List<ModelProvider> data, @Nullable String nextCursor) {
    public ProviderList {
      data = List.copyOf(data);
    }
  }

  @GET
  @Operation(summary = "List the model providers")
  public ProviderList list(@Context SecurityContext security) {
    return new ProviderList(providers.list(RequestCaller.of(security)), null);
  }

  @POST
  @Idempotent
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Connect a model provider")
  @APIResponseSchema(value = ModelProvider.class, responseCode = "201")
  public RestResponse<ModelProvider> create(
      @Context SecurityContext security, @NotNull @Valid PostModelProvider wanted) {
    return RestResponse.status(
        RestResponse.Status.CREATED, providers.create(RequestCaller.of(security), wanted));
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "Get a model provider")
  public ModelProvider get(@Context SecurityContext security, @PathParam("id") UUID id) {
    return providers.get(RequestCaller.of(security), id);
  }

  @PUT
  @Path("/{id}")
  @Operation(summary = "Update a model provider")
  public ModelProvider update(
      @Context SecurityContext security,
      @PathParam("id") UUID id,
      @NotNull @Valid PutModelProvider change) {
    return providers.update(RequestCaller.of(security), id, change);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Disconnect a model provider")
  public void delete(@Context SecurityContext security, @PathParam("id") UUID id) {
    providers.delete(RequestCaller.of(security), id);
  }

  @POST
  @Path("/{id}/test")
  @RateLimited(ChatRateClasses.ANSWER)
  @Operation(
      summary = "Test a model provider",
      description = "Sends a short prompt to its model, and returns what is wrong, if anything.")
  public ModelTestResult test(@Context SecurityContext security, @PathParam("id") UUID id) {
    return providers.test(RequestCaller.of(security), id);
  }
}
