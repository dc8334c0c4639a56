package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/** Rows in every table for everyone, so that there is something of others to reach for. */
final class Seed {
  /** Features do not know whose rows are put in first. */
  private static final String FOREIGN_KEYS =
      """
      do $$
      declare
        key record;
      begin
        for key in select conrelid::regclass as relation, conname from pg_constraint
          where contype = 'f' and connamespace = 'platform'::regnamespace
        loop
          execute format('alter table %%s alter constraint %%I %s', key.relation, key.conname);
        end loop;
      end
      $$
      """;

  private Seed() {}

  static void plant(Connection superuser, Collection<TableCase> tables) throws SQLException {
    try (var statement = superuser.createStatement()) {
      statement.execute(FOREIGN_KEYS.formatted("deferrable initially deferred"));
      var begun = new HashSet<Object>();
      for (var someone : Someone.everyone()) {
        for (var scope : TableCase.Scope.values()) {
          if (begun.add(List.of(scope, id(someone, scope)))) {
            for (var sql : statements(tables, scope, someone)) {
              statement.execute(sql);
            }
          }
        }
      }
      statement.execute("set constraints all immediate");
      statement.execute(FOREIGN_KEYS.formatted("not deferrable"));
    }
  }

  private static List<String> statements(
      Collection<TableCase> tables, TableCase.Scope scope, Someone someone) {
    return tables.stream()
        .flatMap(table -> table.seeds().stream())
        .filter(seed -> seed.scope() == scope)
        .map(seed -> someone.in(seed.sql().apply(someone)))
        .toList();
  }

  private static UUID id(Someone someone, TableCase.Scope scope) {
    return switch (scope) {
      case ORGANIZATION -> someone.organization();
      case APPLICATION -> someone.application();
      case USER -> someone.user();
    };
  }
}
