package io.sardonyx.search;

import io.sardonyx.identity.access.IdentityRateClasses;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.sardonyx.platform.web.routes.RateLimited;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search over HTTP. */
@Path("/api/v1/chat/search")
@Tag(name = "Search")
@RunOnVirtualThread
public class SearchResource {
  private final ChatSearch search;

  SearchResource(ChatSearch search) {
    this.search = search;
  }

  @GET
  @RateLimited(IdentityRateClasses.SEARCH)
  @Operation(
      summary = "Search your chats, in any language",
      description =
          "Every word of q, or part of one, must be in the message or title; case, accents and"
              + " width do not matter. A new message is found some seconds after it was sent."
              + " A page looks through so many messages and no more: it may be empty and have a"
              + " next_cursor, which goes on from there."
              + " Highlights count UTF-16 units, as JavaScript does.")
  public SearchPage search(
      @Context SecurityContext security,
      @QueryParam("q") @Size(max = SearchTerms.MAX) @Nullable String q,
      @QueryParam("cursor") @Nullable UUID cursor,
      @QueryParam("limit") @DefaultValue("20") @Min(1) @Max(100) int limit,
      @Valid @BeanParam SearchFilter filter) {
    return search.search(RequestCaller.of(security), q == null ? "" : q, filter, cursor, limit);
  }
}
