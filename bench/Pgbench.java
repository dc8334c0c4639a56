import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL's own benchmark, over a script. */
record Pgbench(Path directory, int port) {
  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final Pattern DONE =
      Pattern.compile("number of transactions actually processed: ([0-9]+)");

  record Result(double perSecond, long transactions) {}

  /** As the role that answers requests, every statement prepared and awaited by itself. */
  Result run(String name, Script script, int connections, int seconds) throws Exception {
    var file = directory.resolve(name + ".sql");
    Files.writeString(file, script.text());
    var command = new ArrayList<String>();
    command.addAll(
        List.of(
            "pgbench",
            "--no-vacuum",
            "--protocol=prepared",
            "--host=127.0.0.1",
            "--port=" + port,
            "--username=postgres",
            "--client=" + connections,
            "--time=" + seconds,
            "--file=" + file));
    script.given().forEach((variable, value) -> command.add("-D" + variable + "=" + value));
    command.add("postgres");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGOPTIONS", "-c role=sardonyx_api");
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes());
    var rate = RATE.matcher(output);
    var done = DONE.matcher(output);
    if (process.waitFor() != 0 || !rate.find() || !done.find()) {
      throw new IllegalStateException(output + script.text());
    }
    return new Result(Double.parseDouble(rate.group(1)), Long.parseLong(done.group(1)));
  }

  static void require() {
    try {
      new ProcessBuilder("pgbench", "--version").start().waitFor();
    } catch (IOException | InterruptedException missing) {
      throw new IllegalStateException(
          "The bench compares with pgbench: install it (Debian: apt-get install"
              + " postgresql-contrib).");
    }
  }
}
