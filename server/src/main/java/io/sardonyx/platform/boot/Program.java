package io.sardonyx.platform.boot;

import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.StartupEvent;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.jobs.Job;
import io.sardonyx.platform.jobs.JobRunner;
import io.sardonyx.platform.jobs.TransactionalTask;
import io.sardonyx.platform.observe.Readiness;
import io.sardonyx.platform.web.Draining;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Collectors;

/** What the process does once everything is up. */
public final class Program implements QuarkusApplication {
  private final Settings settings;
  private final List<FirstRun> firstRuns;
  private final List<ProgramCommand> commands;
  private final List<Job> jobs;
  private final List<TransactionalTask> tasks;
  private final JobRunner jobRunner;
  private final Readiness readiness;
  private final AotTraining training;

  @Inject
  Program(
      Settings settings,
      @All List<FirstRun> firstRuns,
      @All List<ProgramCommand> commands,
      @All List<Job> jobs,
      @All List<TransactionalTask> tasks,
      JobRunner jobRunner,
      Readiness readiness,
      AotTraining training) {
    this.training = training;
    this.settings = settings;
    this.firstRuns = firstRuns;
    this.commands = commands;
    this.jobs = jobs;
    this.tasks = tasks;
    this.jobRunner = jobRunner;
    this.readiness = readiness;
  }

  /** Before anything listens: no request meets a program without its stores. */
  static void awaitStores(@Observes @Priority(1) StartupEvent event) {
    var unused = ProgramLifecycle.program().addresses();
  }

  @Override
  public int run(String... arguments) {
    firstRuns.forEach(this::makeFirstOrganization);
    switch (ProgramLifecycle.program().command()) {
      case "start" -> serve();
      case AotTraining.COMMAND -> {
        return training.run();
      }
      default -> {
        return command(List.of(arguments));
      }
    }
    return 0;
  }

  private void serve() {
    readiness.serve();
    System.out.println("Sardonyx is ready at " + address());
    jobRunner.start(jobs, tasks);
    Quarkus.waitForExit();
  }

  /** The framework waits for this, and serves meanwhile, before it stops anything. */
  static void drain(@Observes ShutdownDelayInitiatedEvent event, Event<Draining> draining) {
    draining.fire(new Draining());
  }

  private void makeFirstOrganization(FirstRun firstRun) {
    firstRun
        .createFirstOrganization(settings)
        .ifPresent(owner -> {
          // To the console and nowhere else: a log is kept, and read by others.
          System.out.println("Sign in at " + address() + " as " + owner.email());
          owner
              .oneTimePassword()
              .ifPresent(password ->
                  System.out.println(
                      "with the one-time password " + password + " (shown only now)"));
        });
  }

  private int command(List<String> arguments) {
    for (var command : commands) {
      if (command.name().equals(arguments.getFirst())) {
        return command.run(arguments.subList(1, arguments.size()), System.out);
      }
    }
    System.err.printf(
        "There is no command %s. These are: start, help settings, %s.%n",
        arguments.getFirst(),
        commands.stream().map(ProgramCommand::usage).sorted().collect(Collectors.joining(", ")));
    return 2;
  }

  private String address() {
    return settings.publicUrl().orElse("http://%s:%d".formatted(settings.host(), settings.port()));
  }
}
