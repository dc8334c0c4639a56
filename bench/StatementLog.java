import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Which statements the program sends, as PostgreSQL's log has them. */
record StatementLog(Connection superuser, Path log) {
  private static final String ENTRY = "@entry@";
  private static final Pattern EXECUTED =
      Pattern.compile(
          ENTRY + "sardonyx_api LOG:  execute [^:]+: (.*?)\n?" + ENTRY
              + "\\S+ DETAIL:  Parameters: (.*?)\n(?=" + ENTRY + ")", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile("\\$(\\d+) = (NULL|'(?:[^']|'')*')", Pattern.DOTALL);

  /**
   * @param values of the parameters as literals, the first at 0
   */
  record Executed(String sql, List<String> values) {}

  interface Work {
    void run() throws Exception;
  }

  /** The first that ran while {@code work} did, after the context of its caller. */
  Executed during(Work work) throws Exception {
    long from = log.toFile().length();
    set("log_line_prefix", "'" + ENTRY + "%u '");
    set("log_statement", "'all'");
    work.run();
    set("log_statement", "'none'");
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(from);
      var bytes = new byte[(int) (file.length() - from)];
      file.readFully(bytes);
      var text = new String(bytes, StandardCharsets.UTF_8) + ENTRY;
      return EXECUTED
          .matcher(text)
          .results()
          .map(StatementLog::executed)
          .filter(each -> !each.sql().contains("set_config('sardonyx"))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("The request sends no statement."));
    }
  }

  private static Executed executed(MatchResult entry) {
    var values = PARAMETER.matcher(entry.group(2)).results().map(value -> value.group(2)).toList();
    // PostgreSQL indents what it continues on another line.
    return new Executed(entry.group(1).replace("\n\t", "\n"), values);
  }

  private void set(String setting, String value) throws Exception {
    try (var statement = superuser.createStatement()) {
      statement.execute("alter system set " + setting + " = " + value);
      statement.execute("select pg_reload_conf()");
    }
    Thread.sleep(500);
  }
}
