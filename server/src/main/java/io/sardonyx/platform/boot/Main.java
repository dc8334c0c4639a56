package io.sardonyx.platform.boot;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.sardonyx.platform.config.InvalidSetting;
import io.sardonyx.platform.config.Settings;
import io.sardonyx.platform.config.SettingsReader;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Where the program begins. */
@QuarkusMain
public final class Main {
  private static final int BAD_USAGE = 2;

  private Main() {}

  public static void main(String[] args) {
    var arguments = args.length == 0 ? List.of("start") : List.of(args);
    if (arguments.equals(List.of("help", "settings"))) {
      System.out.print(SettingsReader.describe());
      return;
    }
    try {
      run(arguments, SettingsReader.read(System.getenv()));
    } catch (InvalidSetting e) {
      end(e.sentence(), BAD_USAGE);
    } catch (StartFailure e) {
      end(e.sentence(), 1);
    } catch (IOException e) {
      end("The home %s cannot be used: %s".formatted(System.getenv("SARDONYX_HOME"), e), 1);
    }
  }

  private static void run(List<String> arguments, Settings settings) throws IOException {
    var serves = Set.of("start", AotTraining.COMMAND).contains(arguments.getFirst());
    if (serves) {
      checkStart(arguments, settings);
    } else {
      // It listens to nobody: it does one thing and ends.
      System.setProperty("quarkus.http.host-enabled", "false");
    }
    // It would answer such an address with an empty 400; the edge says what is wrong with it.
    System.setProperty("vertx.disableURIValidation", "true");
    var running =
        ProgramLifecycle.begin(settings, arguments, !serves || arguments.contains("--join"));
    try {
      Quarkus.run(Program.class, running::end, arguments.toArray(String[]::new));
    } catch (RuntimeException stoppedAtOnce) {
      running.end(1, stoppedAtOnce);
    }
  }

  private static void checkStart(List<String> arguments, Settings settings) {
    if (!Set.of("--join").containsAll(arguments.subList(1, arguments.size()))) {
      throw new InvalidSetting(arguments.getFirst() + " knows the option --join and no other.");
    }
    if (!FreePort.isFree(settings.host(), settings.port())) {
      throw new StartFailure(
          "Port %d on %s is in use: stop what uses it, or set SARDONYX_PORT to another."
              .formatted(settings.port(), settings.host()));
    }
  }

  private static void end(String sentence, int status) {
    System.err.println(sentence);
    System.exit(status);
  }
}
