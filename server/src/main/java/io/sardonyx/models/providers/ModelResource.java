package io.sardonyx.models.providers;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models to choose from, over HTTP. */
@Path("/api/v1/models")
@Tag(name = "Models")
@RunOnVirtualThread
public class ModelResource {
  private final Models models;

  ModelResource(Models models) {
    this.models = models;
  }

  @GET
  @Operation(summary = "List the models that your role may use, the default first")
  public Page<ModelChoice> list(@Context SecurityContext security) {
    return new Page<>(models.choices(RequestCaller.of(security)), null);
  }
}
