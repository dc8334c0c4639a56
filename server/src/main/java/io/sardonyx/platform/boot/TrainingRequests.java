package io.sardonyx.platform.boot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests of a feature for the training of the AOT cache. A bean. */
public interface TrainingRequests {
  List<Request> requests();

  /**
   * A request that changes nothing, whatever the response.
   *
   * @param json the body of a POST; null for a GET
   */
  record Request(String path, @Nullable String json) {}
}
