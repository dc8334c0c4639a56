import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What pgbench does instead of a request: the same statement after the same context, each awaited.
 * The context is local to a transaction, so there is one around them.
 *
 * @param given the values of parameters that do not change, as pgbench's variables
 */
record Script(String text, Map<String, String> given) {
  private static final Pattern PARAMETER = Pattern.compile("\\$(\\d+)");

  static Script of(
      Application application, Operation operation, StatementLog.Executed statement) {
    var given = new HashMap<String, String>(Map.of("nothing", "none"));
    var sql =
        PARAMETER
            .matcher(statement.sql().strip())
            .replaceAll(
                found -> {
                  int number = Integer.parseInt(found.group(1)) - 1;
                  var variables = operation.variables();
                  if (number < variables.length && variables[number] != null) {
                    return variables[number];
                  }
                  var value = statement.values().get(number);
                  if (value.equals("NULL")) {
                    return "nullif(:nothing, 'none')::uuid";
                  }
                  // As a parameter, not as a constant: the program plans without knowing it.
                  given.put("given" + number, value.substring(1, value.length() - 1));
                  return ":given" + number;
                });
    var text =
        """
        \\set user random(0, %d)
        \\set session random(0, 1)
        begin%s;
        select set_config('sardonyx.organization', '%s', true),
          set_config('sardonyx.application', '%s', true),
          set_config('sardonyx.user', '%s' || (%d + :user), true),
          set_config('sardonyx.role', 'app_user', true),
          '%s' || (%d + :user * %d + :session) as session_id,
          uuidv7() as message_id, uuidv7() as client_message_id
        \\gset
        %s;
        commit;
        """
            .formatted(
                LoadBench.USERS - 1,
                operation.name().startsWith("R") ? " read only" : "",
                application.organizationId(),
                application.id(),
                Seed.USER,
                Seed.FIRST,
                Seed.SESSION,
                Seed.FIRST,
                Seed.SESSIONS_PER_USER,
                sql);
    return new Script(text, given);
  }

  /**
   * The same without a transaction around it, in two turns instead of four. The context then stays
   * on the connection, which no program could hand to somebody else: a pooler's shortcut, to compare
   * with.
   */
  Script withoutTransaction() {
    return new Script(
        text.replaceAll("(?m)^(begin.*|commit);\n", "").replace("', true)", "', false)")
            .replace(":user), true)", ":user), false)"),
        given);
  }
}
