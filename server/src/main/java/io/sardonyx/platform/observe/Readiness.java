package io.sardonyx.platform.observe;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Whether requests should come here: not before everything is up, and not while it goes down. */
@Singleton
public class Readiness {
  /** The life of a node. */
  public enum Stage {
    STARTING,
    SERVING,
    DRAINING
  }

  private volatile Stage stage = Stage.STARTING;

  /** Last of all that happens at the start: there is somebody who can sign in. */
  public void serve() {
    stage = Stage.SERVING;
  }

  /** The node goes down soon: balancers send requests elsewhere, those under way are finished. */
  void drain(@Observes @Priority(1) ShutdownEvent ending) {
    stage = Stage.DRAINING;
  }

  public Stage stage() {
    return stage;
  }
}
