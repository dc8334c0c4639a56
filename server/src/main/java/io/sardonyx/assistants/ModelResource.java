package io.sardonyx.assistants;

import io.sardonyx.platform.web.Callers;
import io.sardonyx.platform.web.Listed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The models to choose from over HTTP. */
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
  public Listed<ModelChoice> list(@Context SecurityContext security) {
    return new Listed<>(models.choices(Callers.of(security)), null);
  }
}
