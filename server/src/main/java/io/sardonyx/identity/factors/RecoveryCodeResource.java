package io.sardonyx.identity.factors;

import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** One's own recovery codes over HTTP. */
@Path("/api/v1/me/recovery-codes")
@Tag(name = "Me")
@RunOnVirtualThread
public class RecoveryCodeResource {
  private final RecoveryCodes codes;

  public RecoveryCodeResource(RecoveryCodes codes) {
    this.codes = codes;
  }

  /** The codes, at the one moment at which they are shown. */
  public record NewCodes(List<String> codes) {
    /** Secrets stay out of logs. */
    @Override
    public String toString() {
      return "NewCodes";
    }
  }

  public record CodesLeft(int left) {}

  @GET
  @Operation(summary = "Get the number of recovery codes left")
  public CodesLeft get(@Context SecurityContext security) {
    return new CodesLeft(codes.left(RequestCaller.of(security)));
  }

  @POST
  @ResponseStatus(201)
  @Operation(
      summary = "Generate ten new recovery codes",
      description =
          "Each is good once, in place of a second factor's digits. They are shown in this answer"
              + " only. The second factor has to have been shown a short while ago.")
  public NewCodes post(@Context SecurityContext security) {
    return new NewCodes(codes.make(RequestCaller.of(security)));
  }
}
