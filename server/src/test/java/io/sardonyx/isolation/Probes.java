package io.sardonyx.isolation;

import static io.sardonyx.isolation.Attempts.DENIED;

import io.sardonyx.isolation.Rule.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Tries every command on a table in everyone's name and compares with the rule. Runs in a
 * transaction of the superuser, who takes the API's role for each attempt; nothing stays.
 */
final class Probes {
  private final Connection superuser;
  private final Attempts attempts;

  Probes(Connection superuser) {
    this.superuser = superuser;
    this.attempts = new Attempts(superuser);
  }

  int attempts() {
    return attempts.made();
  }

  /** What differs from the rule, a sentence each; empty when all is as it should be. */
  List<String> tryAll(String table, Rule rule) throws SQLException {
    var found = new ArrayList<String>();
    var rows = rows(table);
    var callers = new ArrayList<Someone>(Someone.everyone());
    callers.addAll(Someone.chimeras());
    for (var caller : callers) {
      select(table, rule, rows, caller).ifPresent(found::add);
      update(table, rule, rows, caller).ifPresent(found::add);
      delete(table, rule, rows, caller).ifPresent(found::add);
      for (var row : rows) {
        insert(table, rule, row, caller).ifPresent(found::add);
        moveAway(table, rule, row, caller).ifPresent(found::add);
        insertAboutOthers(table, rule, row, caller).ifPresent(found::add);
        updateAboutOthers(table, rule, row, caller).ifPresent(found::add);
      }
    }
    return found;
  }

  List<Row> rows(String table) throws SQLException {
    var rows = new ArrayList<Row>();
    try (var statement = superuser.createStatement();
        var result =
            statement.executeQuery(
                "select to_jsonb(t)::text, t.* from platform." + table + " t order by 1")) {
      var shape = result.getMetaData();
      while (result.next()) {
        var columns = new HashMap<String, String>();
        for (int i = 2; i <= shape.getColumnCount(); i++) {
          if (shape.getColumnTypeName(i).equals("uuid") && result.getString(i) != null) {
            columns.put(shape.getColumnName(i), result.getString(i));
          }
        }
        rows.add(new Row(columns, result.getString(1)));
      }
    }
    return rows;
  }

  private Optional<String> select(String table, Rule rule, List<Row> rows, Someone caller)
      throws SQLException {
    var expected = new TreeSet<String>();
    rows.stream()
        .filter(row -> rule.select().test(caller, row))
        .forEach(r -> expected.add(r.json()));
    var seen = new TreeSet<String>();
    var failure =
        as(
            caller,
            () -> {
              try (var statement = superuser.createStatement();
                  var result =
                      statement.executeQuery(
                          "select to_jsonb(t)::text from platform." + table + " t")) {
                while (result.next()) {
                  seen.add(result.getString(1));
                }
              }
            });
    var wrong = failure.isPresent() && !(expected.isEmpty() && failure.get().equals(DENIED));
    return wrong || !seen.equals(expected)
        ? Optional.of(
            "%s: %s sees %d rows, should see %d %s"
                .formatted(table, caller, seen.size(), expected.size(), failure.orElse("")))
        : Optional.empty();
  }

  /** Without a condition and without reading a column: so only the policy for updates decides. */
  private Optional<String> update(String table, Rule rule, List<Row> rows, Someone caller)
      throws SQLException {
    long expected = rows.stream().filter(row -> rule.update().test(caller, row)).count();
    var assignment =
        table.equals("organizations")
            ? "name = 'changed'"
            : "organization_id = '" + caller.organization() + "'";
    return count(table, "update platform." + table + " set " + assignment, caller, expected);
  }

  private Optional<String> delete(String table, Rule rule, List<Row> rows, Someone caller)
      throws SQLException {
    long expected = rows.stream().filter(row -> rule.delete().test(caller, row)).count();
    return count(table, "delete from platform." + table, caller, expected);
  }

  private Optional<String> count(String table, String sql, Someone caller, long expected)
      throws SQLException {
    var affected = new long[1];
    var failure =
        as(
            caller,
            () -> {
              try (var statement = superuser.createStatement()) {
                affected[0] = statement.executeUpdate(sql);
              }
            });
    // A rule of the data (a foreign key) may stop an allowed command, but only an allowed one.
    var stopped = failure.isPresent() && (failure.get().equals(DENIED) || expected > 0);
    return (stopped && (expected == 0 || !failure.get().equals(DENIED)))
            || (failure.isEmpty() && affected[0] == expected)
        ? Optional.empty()
        : Optional.of(
            "%s: %s as %s reaches %d rows, should reach %d %s"
                .formatted(table, sql, caller, affected[0], expected, failure.orElse("")));
  }

  /** A copy of the row: the policy is asked before any constraint, so only its "no" is denied. */
  private Optional<String> insert(String table, Rule rule, Row row, Someone caller)
      throws SQLException {
    var expected = rule.insert().test(caller, row);
    var failure = as(caller, () -> insertCopy(superuser, table, row));
    var denied = failure.isPresent() && failure.get().equals(DENIED);
    return denied == expected
        ? Optional.of(
            "%s: insert as %s is %s: %s"
                .formatted(table, caller, denied ? "denied" : "allowed", row.json()))
        : Optional.empty();
  }

  /** What is one's own, in a session of one's own, is about no message of somebody else's. */
  private Optional<String> insertAboutOthers(String table, Rule rule, Row row, Someone caller)
      throws SQLException {
    var about = row.id("message_id");
    if (about == null || !rule.insert().test(caller, row)) {
      return Optional.empty();
    }
    var other = messageOfAnother(caller);
    var forged =
        new Row(
            row.columns(),
            row.json().replace("\"message_id\": \"" + about, "\"message_id\": \"" + other));
    var failure = as(caller, () -> insertCopy(superuser, table, forged));
    return failure.isPresent() && failure.get().equals(DENIED)
        ? Optional.empty()
        : Optional.of(
            "%s: %s inserts something about somebody else's message %s"
                .formatted(table, caller, failure.orElse("")));
  }

  /** Nor does it become so afterwards: a message of somebody else's, or none at all. */
  private Optional<String> updateAboutOthers(String table, Rule rule, Row row, Someone caller)
      throws SQLException {
    if (row.id("message_id") == null || !rule.update().test(caller, row)) {
      return Optional.empty();
    }
    var sql = "update platform.%s set message_id = '%s'".formatted(table, messageOfAnother(caller));
    var failure =
        as(
            caller,
            () -> {
              try (var statement = superuser.createStatement()) {
                statement.executeUpdate(sql);
              }
            });
    return failure.isPresent() && failure.get().equals(DENIED)
        ? Optional.empty()
        : Optional.of(
            "%s: %s says it of somebody else's message from now on %s"
                .formatted(table, caller, failure.orElse("")));
  }

  private static UUID messageOfAnother(Someone caller) {
    return Seed.session(
        Someone.SOUTH_OWNER.user().equals(caller.user())
            ? Someone.NORTH_OWNER
            : Someone.SOUTH_OWNER);
  }

  static void insertCopy(Connection connection, String table, Row row) throws SQLException {
    var sql =
        table.equals("organizations")
            ? "insert into platform.organizations (name) values ('new')"
            : "insert into platform.%s select (jsonb_populate_record(null::platform.%s, ?::jsonb)).*"
                .formatted(table, table);
    try (var statement = connection.prepareStatement(sql)) {
      if (!table.equals("organizations")) {
        statement.setString(1, row.json());
      }
      statement.executeUpdate();
    }
  }

  /** An own row must not be given to somebody else's organization. */
  private Optional<String> moveAway(String table, Rule rule, Row row, Someone caller)
      throws SQLException {
    if (!rule.update().test(caller, row)) {
      return Optional.empty();
    }
    var other =
        Someone.everyone().stream()
            .filter(someone -> !someone.organization().equals(caller.organization()))
            .findFirst()
            .orElseThrow();
    var failure =
        as(
            caller,
            () -> {
              try (var statement = superuser.createStatement()) {
                statement.executeUpdate(
                    "update platform.%s set %s = '%s'"
                        .formatted(
                            table,
                            table.equals("organizations") ? "id" : "organization_id",
                            other.organization()));
              }
            });
    return failure.isPresent() && failure.get().equals(DENIED)
        ? Optional.empty()
        : Optional.of(table + ": " + caller + " gives a row away " + failure.orElse(""));
  }

  private Optional<String> as(Someone caller, Attempts.Attempt attempt) throws SQLException {
    return attempts.as("sardonyx_api", caller, attempt);
  }
}
