package io.sardonyx.openai;

import io.sardonyx.platform.web.routes.LargeBodies;
import jakarta.inject.Singleton;

/** Pictures come as text in the request, and a long context may be several books. */
@Singleton
class CompletionBodies implements LargeBodies {
  @Override
  public String path() {
    return "/v1/chat/completions";
  }

  @Override
  public int limit() {
    return 20_000_000;
  }
}
