package io.sardonyx.sessions;

import io.sardonyx.platform.json.Page;
import io.sardonyx.platform.web.authentication.RequestCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The categories of chat sessions over HTTP. */
@Path("/api/v1/chat/categories")
@Tag(name = "Chat sessions")
@RunOnVirtualThread
public class CategoryResource {
  private final ChatSessions sessions;

  CategoryResource(ChatSessions sessions) {
    this.sessions = sessions;
  }

  @GET
  @Operation(
      summary = "List the categories of your chat sessions",
      description =
          "The hundred of your newest chats at the most, the newest first, as far as your newest"
              + " ten thousand chats have them. With archived only those of chats that are, or"
              + " are not.")
  public Page<String> list(
      @Context SecurityContext security, @QueryParam("archived") @Nullable Boolean archived) {
    return sessions.categories(RequestCaller.of(security), archived);
  }
}
