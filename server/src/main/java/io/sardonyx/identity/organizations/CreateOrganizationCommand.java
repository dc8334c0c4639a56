package io.sardonyx.identity.organizations;

import io.sardonyx.identity.login.Passwords;
import io.sardonyx.platform.boot.ProgramCommand;
import io.sardonyx.platform.problem.Problem;
import jakarta.inject.Singleton;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds a tenant, from the command line of whoever runs the program. */
@Singleton
class CreateOrganizationCommand implements ProgramCommand {
  private static final int WRONG_USAGE = 2;
  private static final Set<String> OPTIONS = Set.of("--name", "--email", "--password");

  private final OrganizationProvisioning founding;

  CreateOrganizationCommand(OrganizationProvisioning founding) {
    this.founding = founding;
  }

  @Override
  public String name() {
    return "create-organization";
  }

  @Override
  public String usage() {
    return name() + " --name NAME --email EMAIL [--password PASSWORD]: adds an organization";
  }

  @Override
  public int run(List<String> arguments, PrintStream out) {
    var options = options(arguments);
    var name = options.getOrDefault("--name", "");
    var email = options.getOrDefault("--email", "");
    if (!OPTIONS.containsAll(options.keySet()) || name.isBlank() || email.isBlank()) {
      out.println("Usage: ./sardonyx " + usage());
      return WRONG_USAGE;
    }
    // Better than one on the command line, which everybody on the machine can read.
    var chosen = options.get("--password");
    var password = chosen == null ? Passwords.oneTime() : chosen;
    try {
      var id = founding.create(name, email, password);
      out.printf("Organization %s: %s%n", id, name);
      out.println(
          "Sign in as "
              + email
              + (chosen == null ? " with the one-time password " + password : ""));
      return 0;
    } catch (Problem refused) {
      out.println(refused.detail());
      return 1;
    }
  }

  /** Empty when they do not come in pairs. */
  private static Map<String, String> options(List<String> arguments) {
    var options = new HashMap<String, String>();
    for (int i = 0; i + 1 < arguments.size(); i += 2) {
      options.put(arguments.get(i), arguments.get(i + 1));
    }
    return arguments.size() % 2 == 0 ? options : Map.of();
  }
}
