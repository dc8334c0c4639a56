package io.sardonyx.isolation;

import io.sardonyx.isolation.Attempts.Outcome;
import io.sardonyx.isolation.Rule.Command;
import io.sardonyx.isolation.Rule.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries every command on a table in everyone's name and compares with the rule. Runs in a
 * transaction of the superuser, who takes the API's role for each attempt; nothing stays.
 */
final class Probes {
  private static final String API = "sardonyx_api";

  private final Connection superuser;
  private final Attempts attempts;
  private final Map<String, List<Row>> rows = new HashMap<>();

  Probes(Connection superuser) {
    this.superuser = superuser;
    this.attempts = new Attempts(superuser);
  }

  /** One attempt; what differs from the rule, in a sentence. */
  private interface Attempt {
    Optional<String> run() throws SQLException;
  }

  private record Probe(Command command, Attempt attempt) {}

  int attempts() {
    return attempts.made();
  }

  /** What differs from the rule, a sentence each; empty when all is as it should be. */
  List<String> differences(TableCase table) throws SQLException {
    var found = new ArrayList<String>();
    for (var probe : probes(table)) {
      probe.attempt.run().ifPresent(found::add);
    }
    return found;
  }

  /** Whether anything differs from the rule; what the command does is tried first. */
  boolean differs(TableCase table, Command first) throws SQLException {
    var all = new ArrayList<>(probes(table));
    all.sort(Comparator.comparing(probe -> probe.command != first));
    for (var probe : all) {
      if (probe.attempt.run().isPresent()) {
        return true;
      }
    }
    return false;
  }

  /**
   * The commands that the rule lets somebody run, and for which there is nobody real who is let in,
   * or nobody who is kept out: that others reach nothing would say nothing there.
   */
  List<String> withoutControl(TableCase table) throws SQLException {
    var found = new ArrayList<String>();
    for (var command : Command.values()) {
      var allowed = table.rule().of(command);
      if (allowed != Rule.NOBODY) {
        var all = rows(table);
        if (Someone.everyone().stream()
            .noneMatch(caller -> all.stream().anyMatch(row -> allowed.test(caller, row)))) {
          found.add(table.table() + ": nobody is let in by " + command);
        }
        if (Someone.everyone().stream()
            .allMatch(caller -> all.stream().allMatch(row -> allowed.test(caller, row)))) {
          found.add(table.table() + ": nobody is kept out by " + command);
        }
      }
    }
    return found;
  }

  private List<Probe> probes(TableCase table) throws SQLException {
    var all = new ArrayList<Probe>();
    var rule = table.rule();
    for (var caller :
        Stream.concat(Someone.everyone().stream(), Someone.chimeras().stream()).toList()) {
      all.add(new Probe(Command.SELECT, () -> select(table, caller)));
      all.add(new Probe(Command.UPDATE, () -> update(table, caller)));
      all.add(new Probe(Command.DELETE, () -> delete(table, caller)));
      for (var row : rows(table)) {
        all.add(new Probe(Command.INSERT, () -> insert(table, row, caller)));
        if (rule.update().test(caller, row)) {
          all.add(new Probe(Command.UPDATE, () -> moveAway(table, row, caller)));
        }
        if (table.parent() != null && rule.insert().test(caller, row)) {
          all.add(new Probe(Command.INSERT, () -> insertAboutOthers(table, row, caller)));
        }
        if (table.parent() != null && rule.update().test(caller, row)) {
          all.add(new Probe(Command.UPDATE, () -> updateAboutOthers(table, caller)));
        }
      }
    }
    return all;
  }

  /** As they were planted. */
  List<Row> rows(TableCase table) throws SQLException {
    var known = rows.get(table.table());
    if (known == null) {
      known = read(table.table());
      rows.put(table.table(), known);
    }
    return known;
  }

  private List<Row> read(String table) throws SQLException {
    var all = new ArrayList<Row>();
    try (var statement = superuser.createStatement();
        var result =
            statement.executeQuery(
                "select to_jsonb(t)::text, ctid::text, t.* from platform.%s t order by 1"
                    .formatted(table))) {
      var shape = result.getMetaData();
      while (result.next()) {
        var columns = new HashMap<String, String>();
        for (int i = 3; i <= shape.getColumnCount(); i++) {
          if (shape.getColumnTypeName(i).equals("uuid") && result.getString(i) != null) {
            columns.put(shape.getColumnName(i), result.getString(i));
          }
        }
        all.add(new Row(columns, result.getString(1), result.getString(2)));
      }
    }
    return all;
  }

  private Optional<String> select(TableCase table, Someone caller) throws SQLException {
    var expected = new TreeSet<String>();
    rows(table).stream()
        .filter(row -> table.rule().select().test(caller, row))
        .forEach(row -> expected.add(row.json()));
    var outcome =
        attempts.as(
            API, caller, "select to_jsonb(t)::text from platform.%s t".formatted(table.table()));
    var isRefused = expected.isEmpty() && outcome.isDenied();
    return isRefused || outcome.succeeded() && new TreeSet<>(outcome.values()).equals(expected)
        ? Optional.empty()
        : Optional.of(
            "%s: %s sees %d rows, should see %d %s"
                .formatted(
                    table.table(),
                    caller,
                    outcome.values().size(),
                    expected.size(),
                    outcome.failure()));
  }

  /** Without a condition and without reading a column: so only the policy for updates decides. */
  private Optional<String> update(TableCase table, Someone caller) throws SQLException {
    var assignment =
        table.table().equals("organizations")
            ? "name = 'changed'"
            : "organization_id = '" + caller.organization() + "'";
    return count(
        table,
        "update platform.%s set %s".formatted(table.table(), assignment),
        caller,
        table.rule().update());
  }

  private Optional<String> delete(TableCase table, Someone caller) throws SQLException {
    return count(table, "delete from platform." + table.table(), caller, table.rule().delete());
  }

  private Optional<String> count(TableCase table, String sql, Someone caller, Rule.Allowed allowed)
      throws SQLException {
    long expected = rows(table).stream().filter(row -> allowed.test(caller, row)).count();
    var outcome = attempts.as(API, caller, sql);
    return expected == 0 && outcome.isDenied()
            || outcome.succeeded() && outcome.affected() == expected
        ? Optional.empty()
        : Optional.of(
            "%s as %s reaches %d rows, should reach %d %s"
                .formatted(sql, caller, outcome.affected(), expected, outcome.failure()));
  }

  /** The row itself, once it is gone: nothing but the policy is in its way. */
  private Optional<String> insert(TableCase table, Row row, Someone caller) throws SQLException {
    var expected = table.rule().insert().test(caller, row);
    var outcome =
        attempts.as(
            API, caller, expected ? removal(table, row) : "", insertion(table.table(), row.json()));
    boolean isAsExpected =
        expected ? outcome.succeeded() && outcome.affected() == 1 : outcome.isDenied();
    return isAsExpected
        ? Optional.empty()
        : Optional.of(
            "%s: insert as %s should be %s: %s %s"
                .formatted(
                    table.table(),
                    caller,
                    expected ? "allowed" : "denied",
                    outcome.failure(),
                    row.json()));
  }

  static String removal(TableCase table, Row row) {
    return "delete from platform.%s where ctid = '%s'".formatted(table.table(), row.place());
  }

  static String insertion(String table, String json) {
    return table.equals("organizations")
        ? "insert into platform.organizations (name) values ('new')"
        : "insert into platform.%s select (jsonb_populate_record(null::platform.%1$s, '%s')).*"
            .formatted(table, json.replace("'", "''"));
  }

  /** What is one's own, in a session of one's own, is about nothing of somebody else's. */
  private Optional<String> insertAboutOthers(TableCase table, Row row, Someone caller)
      throws SQLException {
    var column = parent(table).column();
    var forged =
        row.json()
            .replace(
                "\"%s\": \"%s".formatted(column, row.id(column)),
                "\"%s\": \"%s".formatted(column, parentOfAnother(table, caller)));
    var outcome = attempts.as(API, caller, removal(table, row), insertion(table.table(), forged));
    return denied(table, caller, outcome, "inserts what is about somebody else's " + column);
  }

  /** Nor does it become so afterwards: of somebody else's parent, or of none at all. */
  private Optional<String> updateAboutOthers(TableCase table, Someone caller) throws SQLException {
    var column = parent(table).column();
    var sql =
        "update platform.%s set %s = '%s'"
            .formatted(table.table(), column, parentOfAnother(table, caller));
    return denied(
        table, caller, attempts.as(API, caller, sql), "changes it to somebody else's " + column);
  }

  private static UUID parentOfAnother(TableCase table, Someone caller) {
    var other =
        Someone.SOUTH_OWNER.user().equals(caller.user())
            ? Someone.NORTH_OWNER
            : Someone.SOUTH_OWNER;
    return other.id(parent(table).thing());
  }

  private static TableCase.Parent parent(TableCase table) {
    TableCase.@Nullable Parent parent = table.parent();
    if (parent == null) {
      throw new IllegalStateException(table.table());
    }
    return parent;
  }

  /** An own row must not be given to somebody else's organization. */
  private Optional<String> moveAway(TableCase table, Row row, Someone caller) throws SQLException {
    var other =
        Someone.everyone().stream()
            .filter(someone -> !someone.organization().equals(caller.organization()))
            .findFirst()
            .orElseThrow();
    var sql =
        "update platform.%s set %s = '%s'"
            .formatted(
                table.table(),
                table.table().equals("organizations") ? "id" : "organization_id",
                other.organization());
    return denied(table, caller, attempts.as(API, caller, sql), "gives a row away: " + row.json());
  }

  private static Optional<String> denied(
      TableCase table, Someone caller, Outcome outcome, String what) {
    return outcome.isDenied()
        ? Optional.empty()
        : Optional.of("%s: %s %s %s".formatted(table.table(), caller, what, outcome.failure()));
  }
}
