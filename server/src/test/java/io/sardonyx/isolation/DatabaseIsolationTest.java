package io.sardonyx.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sardonyx.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    Seed.plant(superuser, AllCases.TABLES.values());
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
  void everyPolicyComparesTheTenantFirst() throws SQLException {
    assertThat(catalogue.policiesWithoutTenant()).isEmpty();
  }

  @Test
  void everyPolicyHasAnIndexThatBeginsWithWhatItCompares() throws SQLException {
    assertThat(catalogue.unindexedColumns()).isEmpty();
  }

  /** That others have the columns further behind is not enough. */
  @Test
  void anIndexThatIsGoneIsMissed() throws SQLException {
    for (var table : List.of("chat_messages", "projects", "audit_events", "topics")) {
      var before = superuser.setSavepoint();
      try (var statement = superuser.createStatement();
          var reading = superuser.createStatement()) {
        try (var indexes =
            reading.executeQuery(
                """
                select indexrelid::regclass from pg_index
                where indrelid = 'platform.%s'::regclass and not indisunique
                  and pg_get_indexdef(indexrelid) like '%%(organization_id, %%'
                """
                    .formatted(table))) {
          while (indexes.next()) {
            statement.execute("drop index " + indexes.getString(1));
          }
        }
        assertThat(catalogue.unindexedColumns())
            .as(table)
            .isNotEmpty()
            .allMatch(missed -> missed.startsWith(table + "."));
      } finally {
        superuser.rollback(before);
      }
    }
  }

  @Test
  void theRolesThatAnswerRequestsOwnNothingAndBypassNothing() throws SQLException {
    assertThat(catalogue.powerOfRoles()).isEmpty();
  }

  @Test
  void bothRolesHaveExactlyTheRightsThatAreSaidOfThem() throws SQLException {
    assertThat(catalogue.grants()).isEmpty();
  }

  @Test
  void nothingRunsWithTheRightsOfSomebodyElse() throws SQLException {
    assertThat(catalogue.whatRunsWithOtherRights()).isEmpty();
  }

  @Test
  void everyTableHasARuleAndRowsOfSeveralTenants() throws SQLException {
    assertThat(catalogue.tables()).containsExactlyInAnyOrderElementsOf(AllCases.TABLES.keySet());
    var probes = new Probes(superuser);
    for (var table : AllCases.TABLES.values()) {
      assertThat(probes.rows(table).stream().map(row -> row.columns().get("organization_id")))
          .as(table.table())
          .contains(
              Someone.NORTH_OWNER.organization().toString(),
              Someone.SOUTH_OWNER.organization().toString());
    }
  }

  /**
   * The positive control: each command that a rule allows at all is allowed to somebody real, whose
   * attempts the probes expect to succeed where those of others fail.
   */
  @Test
  void whereOthersAreKeptOutSomebodyIsLetIn() throws SQLException {
    var probes = new Probes(superuser);
    var found = new ArrayList<String>();
    for (var table : AllCases.TABLES.values()) {
      found.addAll(probes.withoutControl(table));
    }
    assertThat(found).isEmpty();
  }

  @Test
  void nobodyReachesWhatIsNotTheirs() throws SQLException {
    var probes = new Probes(superuser);
    var found = new ArrayList<String>();
    for (var table : catalogue.tables()) {
      found.addAll(probes.differences(AllCases.table(table)));
    }
    assertThat(found).isEmpty();
    System.out.printf("Isolation in the database: %d attempts%n", probes.attempts());
  }

  @Test
  void workersReachEveryTenantsRowsWhereTheyHaveARight() throws SQLException {
    var probes = new WorkerProbes(superuser);
    var found = new ArrayList<String>();
    for (var table : catalogue.tables()) {
      found.addAll(probes.differences(AllCases.table(table)));
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
        var isNoticed =
            switch (mutation.noticedBy()) {
              case CALLERS -> probes.differs(AllCases.table(mutation.table()), mutation.command());
              case WORKERS -> !workers.differences(AllCases.table(mutation.table())).isEmpty();
              case CATALOGUE -> !catalogue.differences().isEmpty();
            };
        if (!isNoticed) {
          unnoticed.add(mutation.name());
        }
        ways.merge(mutation.noticedBy().toString(), 1, Integer::sum);
      } finally {
        superuser.rollback(before);
        superuser.releaseSavepoint(before);
      }
    }
    assertThat(unnoticed)
        .containsExactlyInAnyOrderElementsOf(
            AllCases.TABLES.values().stream()
                .flatMap(table -> table.redundant().stream())
                .toList());
    report(ways, probes.attempts() + workers.attempts());
  }

  private static void report(Map<String, Integer> ways, int attempts) {
    System.out.printf(
        "Weakened one at a time: %d ways, each noticed by %s; %d attempts%n",
        ways.values().stream().mapToInt(Integer::intValue).sum(), ways, attempts);
  }
}
