package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every table, every command, everyone; and that the test sees it when a policy is weakened. */
class DatabaseIsolationTest {
  private static TestPostgres postgres;
  private static Connection superuser;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    superuser = postgres.superuser();
    superuser.setAutoCommit(false);
    Seed.plant(superuser);
    superuser.commit();
  }

  @AfterAll
  static void stop() throws SQLException {
    superuser.close();
    postgres.close();
  }

  @Test
  void everyTableForcesRowLevelSecurity() throws SQLException {
    assertThat(
            strings(
                """
                select relname from pg_class where relnamespace = 'platform'::regnamespace
                  and relkind in ('r', 'p') and not (relrowsecurity and relforcerowsecurity)
                """))
        .isEmpty();
  }

  @Test
  void everyTableHasAPolicyForEachCommand() throws SQLException {
    assertThat(
            strings(
                """
                select t.relname || ' ' || c from pg_class t, unnest(array['r', 'a', 'w', 'd']) c
                where t.relnamespace = 'platform'::regnamespace and t.relkind in ('r', 'p')
                  and not exists (select from pg_policy p
                    where p.polrelid = t.oid and p.polcmd in (c::"char", '*'))
                """))
        .isEmpty();
  }

  @Test
  void everyColumnThatAPolicyComparesIsIndexed() throws SQLException {
    assertThat(
            strings(
                """
                select distinct t.relname || '.' || a.attname
                from pg_policies p
                join pg_class t on t.relname = p.tablename and t.relnamespace = 'platform'::regnamespace
                join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
                where coalesce(p.qual, '') || coalesce(p.with_check, '')
                    ~ ('(^|[ (])' || a.attname || ' = ')
                  and a.attname ~ 'id$'
                  and not exists (select from pg_index i
                    where i.indrelid = t.oid and a.attnum = any (i.indkey))
                """))
        .isEmpty();
  }

  @Test
  void theRolesThatAnswerRequestsOwnNothingAndBypassNothing() throws SQLException {
    assertThat(
            strings(
                """
                select rolname from pg_roles where rolname in ('sardonyx_api', 'sardonyx_worker')
                  and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
                union all
                select relname from pg_class where relowner in
                  (select oid from pg_roles where rolname in ('sardonyx_api', 'sardonyx_worker'))
                union all
                select r.rolname from pg_auth_members m join pg_roles r on r.oid = m.member
                where r.rolname in ('sardonyx_api', 'sardonyx_worker')
                """))
        .isEmpty();
  }

  @Test
  void theApiCannotReachWhatHasNoTenant() throws SQLException {
    assertThat(
            strings(
                """
                select relname from pg_class where relnamespace = 'system'::regnamespace
                  and relkind in ('r', 'p') and has_table_privilege('sardonyx_api', oid, 'select')
                  and has_schema_privilege('sardonyx_api', 'system', 'usage')
                """))
        .isEmpty();
  }

  @Test
  void everyTableHasARuleAndRowsOfSeveralTenants() throws SQLException {
    assertThat(tables()).containsExactlyInAnyOrderElementsOf(Rule.OF_TABLE.keySet());
    var probes = new Probes(superuser);
    for (var table : tables()) {
      assertThat(probes.rows(table).stream().map(row -> row.columns().get("organization_id")))
          .as(table)
          .hasSizeGreaterThanOrEqualTo(2)
          .contains(
              Someone.NORTH_OWNER.organization().toString(),
              Someone.SOUTH_OWNER.organization().toString());
    }
  }

  @Test
  void nobodyReachesWhatIsNotTheirs() throws SQLException {
    var probes = new Probes(superuser);
    var found = new ArrayList<String>();
    for (var table : tables()) {
      found.addAll(probes.tryAll(table, Rule.of(table)));
    }
    assertThat(found).isEmpty();
    System.out.printf("Isolation in the database: %d attempts%n", probes.attempts());
  }

  @Test
  void everyPolicyThatIsDroppedOrWeakenedIsNoticed() throws SQLException {
    var unnoticed = new ArrayList<String>();
    var probes = new Probes(superuser);
    var mutations = mutations();
    for (var mutation : mutations) {
      var before = superuser.setSavepoint();
      try (var statement = superuser.createStatement()) {
        statement.execute(mutation.sql());
        if (probes.tryAll(mutation.table(), Rule.of(mutation.table())).isEmpty()) {
          unnoticed.add(mutation.sql());
        }
      } finally {
        superuser.rollback(before);
      }
    }
    assertThat(unnoticed).isEmpty();
    System.out.printf(
        "Policies weakened one at a time: %d ways, %d attempts, all noticed%n",
        mutations.size(), probes.attempts());
  }

  private record Mutation(String table, String sql) {}

  private static List<Mutation> mutations() throws SQLException {
    var mutations = new ArrayList<Mutation>();
    try (var statement = superuser.createStatement();
        var policies =
            statement.executeQuery(
                """
                select tablename, policyname, cmd from pg_policies
                where schemaname = 'platform' and 'sardonyx_api' = any (roles)
                """)) {
      while (policies.next()) {
        var table = policies.getString("tablename");
        var on = policies.getString("policyname") + " on platform." + table;
        // The API's policies that let nobody do it are the same as none.
        if (!isNever(policies.getString("policyname"), table)) {
          mutations.add(new Mutation(table, "drop policy " + on));
        }
        var open =
            policies.getString("cmd").equals("INSERT") ? " with check (true)" : " using (true)";
        mutations.add(new Mutation(table, "alter policy " + on + open));
        if (policies.getString("cmd").equals("UPDATE")
            && !isNever(policies.getString("policyname"), table)) {
          mutations.add(new Mutation(table, "alter policy " + on + " with check (true)"));
        }
      }
    }
    return mutations;
  }

  private static boolean isNever(String policy, String table) throws SQLException {
    return !strings(
            """
            select policyname from pg_policies where schemaname = 'platform'
              and tablename = '%s' and policyname = '%s' and coalesce(qual, with_check) = 'false'
            """
                .formatted(table, policy))
        .isEmpty();
  }

  private static List<String> tables() throws SQLException {
    return strings(
        """
        select relname from pg_class
        where relnamespace = 'platform'::regnamespace and relkind in ('r', 'p') order by 1
        """);
  }

  private static List<String> strings(String sql) throws SQLException {
    var strings = new ArrayList<String>();
    try (var statement = superuser.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
    }
    return strings;
  }
}
