package io.sardonyx.platform.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.config.Settings;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;

/** From here on everything is up: says so, and waits for the end. */
public final class Program implements QuarkusApplication {
  private final Settings settings;

  @Inject
  Program(Settings settings) {
    this.settings = settings;
  }

  /** Before anything listens: no request meets a program without its stores. */
  static void prepare(
      @Observes @Priority(1) StartupEvent event, Settings settings, Instance<FirstRun> firstRun) {
    Running.program().addresses();
    for (var run : firstRun) {
      run.createFirstOrganization(settings)
          .ifPresent(owner -> {
            System.out.println("Sign in as " + owner.email());
            owner
                .oneTimePassword()
                .ifPresent(password -> System.out.println("One-time password: " + password));
          });
    }
  }

  @Override
  public int run(String... args) {
    System.out.printf("Sardonyx is ready at http://%s:%d%n", settings.host(), settings.port());
    Quarkus.waitForExit();
    return 0;
  }
}
