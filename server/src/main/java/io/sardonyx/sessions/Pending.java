package io.sardonyx.sessions;

import io.quarkus.arc.DefaultBean;
import io.sardonyx.platform.caller.Caller;
import io.sardonyx.platform.events.Event;
import io.sardonyx.platform.events.EventBus;
import io.sardonyx.platform.events.Topic;
import io.sardonyx.platform.problem.Problem;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.UUID;

/** Holds the places of the bus and the assistants until they are there. */
final class Pending {
  private Pending() {}

  @Produces
  @Singleton
  @DefaultBean
  static EventBus silentBus() {
    return new EventBus() {
      @Override
      public void publish(Event event) {}

      @Override
      public void publishEphemeral(Topic topic, String type, String data) {}

      @Override
      public void restrict(Topic topic, UUID userId) {}
    };
  }

  @Produces
  @Singleton
  @DefaultBean
  static Answering nobody() {
    return new Answering() {
      @Override
      public UUID admit(Caller caller) {
        throw new Problem(
            Problem.Kind.UNAVAILABLE, "assistants_missing", "There is no assistant yet.");
      }

      @Override
      public void start(Caller caller, ReservedAnswer answer) {}

      @Override
      public void stop(UUID answerId) {}

      @Override
      public void stopAll(UUID sessionId) {}
    };
  }
}
