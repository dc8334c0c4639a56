package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every table, every command, everyone; and that the test sees it when a policy is weakened. */
class DatabaseIsolationTest {
  private static TestPostgres postgres;
  private static Connection superuser;
  private static Catalogue catalogue;

  @BeforeAll
  static void start() throws SQLException {
    postgres = TestPostgres.start();
    superuser = postgres.superuser();
    superuser.setAutoCommit(false);
    Seed.plant(superuser);
    superuser.commit();
    catalogue = new Catalogue(superuser);
  }

  @AfterAll
  static void stop() throws SQLException {
    superuser.close();
    postgres.close();
  }

  @Test
  void everyTableForcesRowLevelSecurity() throws SQLException {
    assertThat(catalogue.unprotectedTables()).isEmpty();
  }

  @Test
  void everyTableHasAPolicyForEachCommand() throws SQLException {
    assertThat(catalogue.missingPolicies()).isEmpty();
  }

  @Test
  void everyColumnThatAPolicyComparesIsIndexed() throws SQLException {
    assertThat(catalogue.unindexedColumns()).isEmpty();
  }

  @Test
  void theRolesThatAnswerRequestsOwnNothingAndBypassNothing() throws SQLException {
    assertThat(catalogue.powerOfRoles()).isEmpty();
  }

  @Test
  void bothRolesHaveExactlyTheRightsThatAreSaidOfThem() throws SQLException {
    assertThat(catalogue.grants()).isEmpty();
    assertThat(catalogue.rulesWithoutTable()).isEmpty();
  }

  @Test
  void nothingRunsWithTheRightsOfSomebodyElse() throws SQLException {
    assertThat(catalogue.whatRunsWithOtherRights()).isEmpty();
  }

  @Test
  void everyTableHasARuleAndRowsOfSeveralTenants() throws SQLException {
    assertThat(catalogue.tables()).containsExactlyInAnyOrderElementsOf(Rule.OF_TABLE.keySet());
    var probes = new Probes(superuser);
    for (var table : catalogue.tables()) {
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
    for (var table : catalogue.tables()) {
      found.addAll(probes.tryAll(table, Rule.of(table)));
    }
    assertThat(found).isEmpty();
    System.out.printf("Isolation in the database: %d attempts%n", probes.attempts());
  }

  @Test
  void workersReachEveryTenantsRowsWhereTheyHaveARight() throws SQLException {
    var probes = new WorkerProbes(superuser);
    var found = new ArrayList<String>();
    for (var table : catalogue.tables()) {
      found.addAll(probes.tryAll(table));
    }
    assertThat(found).isEmpty();
    System.out.printf("Workers in the database: %d attempts%n", probes.attempts());
  }

  /**
   * Each weakening is noticed by what is there to notice it: a policy of the API by what callers
   * reach, one of the workers by the work that fails, a right by the list of rights.
   */
  @Test
  void everyWeakeningIsNoticed() throws SQLException {
    var unnoticed = new ArrayList<String>();
    var ways = new TreeMap<String, Integer>();
    var probes = new Probes(superuser);
    var workers = new WorkerProbes(superuser);
    for (var mutation : Mutation.all(catalogue)) {
      var before = superuser.setSavepoint();
      try (var statement = superuser.createStatement()) {
        statement.execute(mutation.sql());
        var noticed =
            switch (mutation.noticedBy()) {
              case CALLERS -> probes.tryAll(mutation.table(), Rule.of(mutation.table()));
              case WORKERS -> workers.tryAll(mutation.table());
              case CATALOGUE -> catalogue.differences();
            };
        if (noticed.isEmpty()) {
          unnoticed.add(mutation.sql());
        }
        ways.merge(mutation.noticedBy().toString(), 1, Integer::sum);
      } finally {
        superuser.rollback(before);
      }
    }
    assertThat(unnoticed).isEmpty();
    report(ways, probes.attempts() + workers.attempts());
  }

  private static void report(Map<String, Integer> ways, int attempts) {
    System.out.printf(
        "Weakened one at a time: %d ways, each noticed by %s; %d attempts%n",
        ways.values().stream().mapToInt(Integer::intValue).sum(), ways, attempts);
  }
}
