package io.sardonyx.isolation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Set;
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
      var begun = new EnumMap<TableCase.Scope, Set<UUID>>(TableCase.Scope.class);
      for (var scope : TableCase.Scope.values()) {
        begun.put(scope, new HashSet<>());
      }
      for (var someone : Someone.everyone()) {
        for (var scope : TableCase.Scope.values()) {
          if (begun.get(scope).add(id(someone, scope))) {
            for (var table : tables) {
              for (var seed : table.seeds()) {
                if (seed.scope() == scope) {
                  statement.execute(someone.in(seed.sql().apply(someone)));
                }
              }
            }
          }
        }
      }
      statement.execute("set constraints all immediate");
      statement.execute(FOREIGN_KEYS.formatted("not deferrable"));
    }
  }

  private static UUID id(Someone someone, TableCase.Scope scope) {
    return switch (scope) {
      case ORGANIZATION -> someone.organization();
      case APPLICATION -> someone.application();
      case USER -> someone.user();
    };
  }
}
