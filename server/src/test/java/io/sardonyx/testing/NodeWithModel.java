package io.sardonyx.testing;

import java.util.Map;

/** A node in a home of its own, and the model that it asks. */
public record NodeWithModel(Home home, ModelServer model, Node node) implements AutoCloseable {

  /**
   * @param more settings, besides those of the model
   */
  public static NodeWithModel start(Map<String, String> more) {
    var home = Home.prepared();
    var model = ModelServer.start();
    return new NodeWithModel(home, model, Node.start(home, model.settings(more)));
  }

  @Override
  public void close() {
    node.close();
    model.close();
    home.close();
  }
}
